package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The account as a whole: everything in pages; and what this account does not have (users, groups, instance profiles),
 * which is listed as empty.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">GetAccountAuthorizationDetails</a>
 */
final class AccountCalls {
    private final Account account;
    private final RoleCalls roles;
    private final PolicyCalls policies;

    AccountCalls(Account account, RoleCalls roles, PolicyCalls policies, Handlers handlers) {
        this.account = account;
        this.roles = roles;
        this.policies = policies;
        handlers.on(GetAccountAuthorizationDetailsRequest.class, this::details);
        handlers.on(GetUserRequest.class, this::user);
        handlers.on(GetInstanceProfileRequest.class, this::instanceProfile);
        handlers.on(ListInstanceProfilesForRoleRequest.class, this::profilesOfRole);
        handlers.on(ListInstanceProfilesRequest.class, r -> ListInstanceProfilesResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build());
        handlers.on(ListUsersRequest.class, r -> ListUsersResponse.builder()
                .users(List.of())
                .isTruncated(false)
                .build());
        handlers.on(ListGroupsRequest.class, r -> ListGroupsResponse.builder()
                .groups(List.of())
                .isTruncated(false)
                .build());
        handlers.on(ListAccountAliasesRequest.class, r -> ListAccountAliasesResponse.builder()
                .accountAliases(List.of())
                .isTruncated(false)
                .build());
        handlers.on(ListOpenIdConnectProvidersRequest.class, r -> ListOpenIdConnectProvidersResponse.builder()
                .build());
    }

    /** One page holds roles and policies together, roles first; both count against {@code MaxItems}. */
    private GetAccountAuthorizationDetailsResponse details(GetAccountAuthorizationDetailsRequest request) {
        Set<EntityType> wanted = request.hasFilter() && !request.filter().isEmpty()
                ? Set.copyOf(request.filter())
                : Set.of(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY, EntityType.AWS_MANAGED_POLICY);
        List<Object> all = new ArrayList<>();
        if (wanted.contains(EntityType.ROLE)) {
            roles.all().forEach(role -> all.add(detail(role)));
        }
        if (wanted.contains(EntityType.LOCAL_MANAGED_POLICY)) {
            policies.own().forEach(policy -> all.add(detail(policy)));
        }
        if (wanted.contains(EntityType.AWS_MANAGED_POLICY)) {
            attachedOfAws().forEach(arn -> all.add(ofAws(arn)));
        }
        Pages.Page<Object> page = Pages.of(all, request.maxItems(), RoleCalls.PAGE, RoleCalls.MOST, request.marker());
        return GetAccountAuthorizationDetailsResponse.builder()
                .roleDetailList(of(page.items(), RoleDetail.class))
                .policies(of(page.items(), ManagedPolicyDetail.class))
                .userDetailList(List.of())
                .groupDetailList(List.of())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private static <T> List<T> of(List<Object> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static RoleDetail detail(Role role) {
        return RoleDetail.builder()
                .roleName(role.name)
                .roleId(role.id)
                .path(role.path)
                .arn(role.arn)
                .createDate(role.created)
                .assumeRolePolicyDocument(PolicyText.encoded(role.trust))
                .rolePolicyList(role.inline.entrySet().stream()
                        .map(e -> PolicyDetail.builder()
                                .policyName(e.getKey())
                                .policyDocument(PolicyText.encoded(e.getValue()))
                                .build())
                        .toList())
                .attachedManagedPolicies(RolePolicyCalls.attached(role))
                .instanceProfileList(List.of())
                .tags(Checks.tags(role.tags))
                .permissionsBoundary(RoleCalls.boundary(role))
                .roleLastUsed(used -> {})
                .build();
    }

    private static ManagedPolicyDetail detail(PolicyCalls.Managed policy) {
        return ManagedPolicyDetail.builder()
                .policyName(policy.name)
                .policyId(policy.id)
                .path(policy.path)
                .arn(policy.arn)
                .defaultVersionId(policy.current)
                .createDate(policy.created)
                .isAttachable(true)
                .build();
    }

    private Set<String> attachedOfAws() {
        return roles.all().stream()
                .flatMap(role -> role.attached.stream())
                .filter(AwsPolicies::has)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ManagedPolicyDetail ofAws(String arn) {
        return ManagedPolicyDetail.builder()
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .arn(arn)
                .defaultVersionId("v1")
                .isAttachable(true)
                .build();
    }

    /** Whose credentials these are; the sandbox does not tell users apart. */
    private GetUserResponse user(GetUserRequest request) {
        if (request.userName() != null) {
            throw Checks.missing("The user with name " + request.userName() + " cannot be found.");
        }
        return GetUserResponse.builder()
                .user(User.builder()
                        .userName("sandbox")
                        .userId("AIDASANDBOX")
                        .path("/")
                        .arn("arn:aws:iam::" + account.id() + ":user/sandbox")
                        .createDate(account.script().start())
                        .build())
                .build();
    }

    private GetInstanceProfileResponse instanceProfile(GetInstanceProfileRequest request) {
        throw Checks.missing("Instance Profile " + request.instanceProfileName() + " cannot be found.");
    }

    private ListInstanceProfilesForRoleResponse profilesOfRole(ListInstanceProfilesForRoleRequest request) {
        roles.existing(request.roleName());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }
}
