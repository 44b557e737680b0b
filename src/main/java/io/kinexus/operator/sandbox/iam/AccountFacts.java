package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Handlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyRole;

/**
 * What IAM counts in the account, and who holds a policy.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html">GetAccountSummary</a>
 */
final class AccountFacts {
    private static final int ROLES = 1000;
    private static final int POLICIES = 1500;
    private static final int ATTACHED = 10;

    private final RoleCalls roles;
    private final PolicyCalls policies;

    AccountFacts(RoleCalls roles, PolicyCalls policies, Handlers handlers) {
        this.roles = roles;
        this.policies = policies;
        handlers.on(GetAccountSummaryRequest.class, request -> summary());
        handlers.on(ListEntitiesForPolicyRequest.class, this::entities);
        handlers.on(GetAccountPasswordPolicyRequest.class, request -> {
            throw Checks.missing("The account has no password policy.");
        });
    }

    private GetAccountSummaryResponse summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("Roles", roles.all().size());
        counts.put("RolesQuota", ROLES);
        counts.put("Policies", policies.own().size());
        counts.put("PoliciesQuota", POLICIES);
        counts.put("AttachedPoliciesPerRoleQuota", ATTACHED);
        counts.put("Users", 0);
        counts.put("Groups", 0);
        counts.put("InstanceProfiles", 0);
        counts.put("Providers", 0);
        counts.put("ServerCertificates", 0);
        counts.put("MFADevices", 0);
        counts.put("AccountAccessKeysPresent", 0);
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(counts).build();
    }

    private ListEntitiesForPolicyResponse entities(ListEntitiesForPolicyRequest request) {
        policies.existing(request.policyArn());
        List<PolicyRole> holders = roles.all().stream()
                .filter(role -> role.attached.contains(request.policyArn()))
                .map(role ->
                        PolicyRole.builder().roleName(role.name).roleId(role.id).build())
                .toList();
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(holders)
                .policyUsers(List.of())
                .policyGroups(List.of())
                .isTruncated(false)
                .build();
    }
}
