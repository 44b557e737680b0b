package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/**
 * What a role may do: inline policies and attached ones.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html">PutRolePolicy</a>
 */
final class RolePolicyCalls {
    private static final int INLINE_SIZE = 10_240;
    private static final int ATTACHED = 10;

    private final RoleCalls roles;
    private final PolicyCalls policies;

    RolePolicyCalls(RoleCalls roles, PolicyCalls policies, Handlers handlers) {
        this.roles = roles;
        this.policies = policies;
        handlers.on(PutRolePolicyRequest.class, this::put);
        handlers.on(GetRolePolicyRequest.class, this::get);
        handlers.on(ListRolePoliciesRequest.class, this::list);
        handlers.on(DeleteRolePolicyRequest.class, this::delete);
        handlers.on(AttachRolePolicyRequest.class, this::attach);
        handlers.on(DetachRolePolicyRequest.class, this::detach);
        handlers.on(ListAttachedRolePoliciesRequest.class, this::listAttached);
    }

    private PutRolePolicyResponse put(PutRolePolicyRequest request) {
        Role role = roles.existing(request.roleName());
        String name = Checks.policyName(request.policyName());
        String text = PolicyText.permissions(request.policyDocument());
        int others = role.inline.entrySet().stream()
                .filter(e -> !e.getKey().equals(name))
                .mapToInt(e -> PolicyText.size(e.getValue()))
                .sum();
        if (others + PolicyText.size(text) > INLINE_SIZE) {
            throw Checks.limit("Maximum policy size of " + INLINE_SIZE + " bytes exceeded for role " + role.name);
        }
        role.inline.put(name, text);
        return PutRolePolicyResponse.builder().build();
    }

    private GetRolePolicyResponse get(GetRolePolicyRequest request) {
        Role role = roles.existing(request.roleName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name)
                .policyName(request.policyName())
                .policyDocument(PolicyText.encoded(inline(role, request.policyName())))
                .build();
    }

    private static String inline(Role role, String name) {
        return Optional.ofNullable(role.inline.get(name))
                .orElseThrow(() -> Checks.missing("The role policy with name " + name + " cannot be found."));
    }

    private ListRolePoliciesResponse list(ListRolePoliciesRequest request) {
        Role role = roles.existing(request.roleName());
        var page = Pages.of(role.inline.keySet(), request.maxItems(), RoleCalls.PAGE, RoleCalls.MOST, request.marker());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request) {
        Role role = roles.existing(request.roleName());
        inline(role, request.policyName());
        role.inline.remove(request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    /** Attaching what is attached already is fine. */
    private AttachRolePolicyResponse attach(AttachRolePolicyRequest request) {
        Role role = roles.existing(request.roleName());
        policies.existing(request.policyArn());
        if (!role.attached.contains(request.policyArn()) && role.attached.size() >= ATTACHED) {
            throw Checks.limit("Cannot exceed quota for PoliciesPerRole: " + ATTACHED);
        }
        role.attached.add(request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    private DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
        Role role = roles.existing(request.roleName());
        if (!role.attached.remove(request.policyArn())) {
            throw Checks.missing("Policy " + request.policyArn() + " was not found.");
        }
        return DetachRolePolicyResponse.builder().build();
    }

    private ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request) {
        Role role = roles.existing(request.roleName());
        var page = Pages.of(attached(role), request.maxItems(), RoleCalls.PAGE, RoleCalls.MOST, request.marker());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    static List<AttachedPolicy> attached(Role role) {
        return role.attached.stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
    }
}
