package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role with every document that says what it may.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html">GetRole</a>
 */
final class RolesAws {
    private final Scope scope;
    private final IamClient iam;

    private RolesAws(Scope scope) {
        this.scope = scope;
        this.iam = scope.client(IamClient.class);
    }

    /**
     * As IAM has it.
     *
     * @param trust who may take it
     * @param policies inline and attached
     * @param boundary what its policies can give at most; empty for no limit
     * @param unread sentences of what could not be read
     */
    record Found(String trust, List<String> policies, Optional<String> boundary, List<String> unread) {}

    private record Look(Optional<Found> role) {}

    private record Key(String name) {}

    /**
     * Read once a sweep.
     *
     * @param name without path
     * @return empty when there is no such role
     */
    static Optional<Found> find(Scope scope, String name) {
        return scope.once(new Key(name), Look.class, () -> new Look(new RolesAws(scope).read(name)))
                .role();
    }

    private Optional<Found> read(String name) {
        Role role;
        try {
            role = iam.getRole(r -> r.roleName(name)).role();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NoSuchEntity")) {
                return Optional.empty();
            }
            throw failure;
        }
        List<String> unread = new ArrayList<>();
        List<String> policies = new ArrayList<>(inline(name));
        iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .forEach(arn -> managed(arn, unread).ifPresent(policies::add));
        Optional<String> boundary = role.permissionsBoundary() == null
                ? Optional.empty()
                : managed(role.permissionsBoundary().permissionsBoundaryArn(), unread);
        return Optional.of(new Found(decoded(role.assumeRolePolicyDocument()), policies, boundary, unread));
    }

    private List<String> inline(String name) {
        List<String> names = iam.listRolePoliciesPaginator(r -> r.roleName(name)).policyNames().stream()
                .toList();
        return scope.each(
                names,
                policy -> decoded(iam.getRolePolicy(r -> r.roleName(name).policyName(policy))
                        .policyDocument()));
    }

    /** Empty, and said so, where it cannot be read: the others may still say enough. */
    private Optional<String> managed(String arn, List<String> unread) {
        try {
            String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
            return Optional.of(
                    decoded(iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version))
                            .policyVersion()
                            .document()));
        } catch (SdkException failure) {
            unread.add("policy " + arn + " could not be read: " + AwsFailures.text(failure));
            return Optional.empty();
        }
    }

    /** As IAM gives documents out: percent-encoded; a plus sign stands for itself. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
