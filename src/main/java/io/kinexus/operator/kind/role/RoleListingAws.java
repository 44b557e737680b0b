package io.kinexus.operator.kind.role;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * All roles of the account, read once a sweep. AWS's tagging API does not list roles, and no listing of IAM has all of a
 * role: policies and tags are in one, description and session length in the other.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">GetAccountAuthorizationDetails</a>
 */
final class RoleListingAws {
    private static final int PAGE = 1000;

    private final Map<String, RoleDetail> details = new LinkedHashMap<>();
    private final Map<String, Role> ofPath = new HashMap<>();

    private RoleListingAws() {}

    static RoleListingAws of(Scope scope) {
        return scope.once(RoleListingAws.class, RoleListingAws.class, () -> read(scope));
    }

    private static RoleListingAws read(Scope scope) {
        RoleListingAws listing = new RoleListingAws();
        IamClient iam = scope.client(IamClient.class);
        iam
                .getAccountAuthorizationDetailsPaginator(
                        r -> r.filter(EntityType.ROLE).maxItems(PAGE))
                .stream()
                .flatMap(page -> page.roleDetailList().stream())
                .forEach(detail -> listing.details.put(detail.roleName(), detail));
        iam.listRolesPaginator(
                        r -> r.pathPrefix(RoleSpec.path(scope.environment())).maxItems(PAGE))
                .roles()
                .forEach(role -> listing.ofPath.put(role.roleName(), role));
        return listing;
    }

    Optional<RoleDetail> named(String name) {
        return Optional.ofNullable(details.get(name));
    }

    Optional<RoleDetail> withArn(String arn) {
        return details.values().stream().filter(d -> d.arn().equals(arn)).findFirst();
    }

    Collection<RoleDetail> all() {
        return details.values();
    }

    RoleLive read(Scope scope, ResourceId id, RoleDetail detail) {
        Optional<Role> more = Optional.ofNullable(ofPath.get(detail.roleName()));
        Map<String, String> inline = new LinkedHashMap<>();
        detail.rolePolicyList().forEach(policy -> inline.put(policy.policyName(), normal(policy.policyDocument())));
        Map<String, String> missing = new LinkedHashMap<>(Ownership.tags(scope, id));
        missing.entrySet().removeAll(tags(detail).entrySet());
        return new RoleLive(
                detail.roleName(),
                detail.path(),
                detail.arn(),
                more.map(Role::description).orElse(""),
                more.map(Role::maxSessionDuration).orElse(Roles.DEFAULT_SESSION),
                normal(detail.assumeRolePolicyDocument()),
                inline,
                detail.attachedManagedPolicies().stream()
                        .map(AttachedPolicy::policyArn)
                        .collect(Collectors.toSet()),
                otherBoundary(scope, detail),
                missing);
    }

    private static Optional<String> otherBoundary(Scope scope, RoleDetail detail) {
        String has = Optional.ofNullable(detail.permissionsBoundary())
                .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
                .orElse("(none)");
        return scope.permissionsBoundary().filter(wanted -> !wanted.equals(has)).map(wanted -> has);
    }

    static Map<String, String> tags(RoleDetail detail) {
        return detail.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static String normal(String encoded) {
        return PolicyDocument.normal(PolicyDocument.decoded(encoded));
    }
}
