package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.engine.Verifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks before a revision is sent out. Reads only; what several services need is read once for a scope. A check that
 * cannot be made is {@code NOT_CHECKED} with its reason, and neither passed nor failed.
 */
public final class Preflight implements Verifier {
    private final List<Probe> probes;

    /** @param clock the cloud's, by which certificates expire */
    public Preflight(InstantSource clock) {
        this(clock, scope -> true);
    }

    /** @param mayReadAlarms asked before each DescribeAlarms, which ECS's own rollback and all rollouts share */
    public Preflight(InstantSource clock, Predicate<Scope> mayReadAlarms) {
        probes = List.of(
                new ImageProbe(),
                new RoleProbe(),
                new SecretsProbe(),
                new TargetGroupProbe(),
                new AddressesProbe(),
                new FargateProbe(clock),
                new ListenerProbe(),
                new CertificateProbe(clock),
                new AlarmsProbe(mayReadAlarms));
    }

    /**
     * Every check is in the answer, always in the same order, whatever happened to it.
     *
     * @param scope of one sweep
     * @param policy with its references filled as far as they are known
     */
    public Verification verify(Scope scope, Policy policy) {
        return new Verification(scope.each(probes, probe -> checked(probe, scope, policy)));
    }

    /** Several services at once: their alarms are asked for in one call. */
    @Override
    public Map<ResourceId, Verification> verify(Scope scope, Map<ResourceId, Policy> policies) {
        AlarmsProbe.together(scope, policies.values());
        Map<ResourceId, Verification> found = new TreeMap<>();
        policies.forEach((id, policy) -> found.put(id, verify(scope, policy)));
        return found;
    }

    private static Check checked(Probe probe, Scope scope, Policy policy) {
        Set<Reference> open = References.in(probe.needs(policy));
        if (!open.isEmpty()) {
            return new Findings().unknown("waits for " + names(open)).as(probe.name());
        }
        try {
            return probe.look(scope, policy).as(probe.name());
        } catch (RuntimeException failure) {
            return new Findings()
                    .unknown("could not be read: " + scope.says(failure))
                    .as(probe.name());
        }
    }

    private static String names(Set<Reference> open) {
        return open.stream()
                .map(reference -> reference.kind() + "/" + reference.name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * The digest that an image's tag stands for now: a part of what makes a revision this one and no other.
     *
     * @return empty for an image outside ECR, or one that does not exist
     * @throws RuntimeException when the registry could not be read, which says nothing about the image
     */
    public Optional<String> digest(Scope scope, String image) {
        return ImageName.parse(image).flatMap(name -> name.digest()
                .or(() -> ImagesAws.find(scope, name).map(ImagesAws.Found::digest)));
    }

    /** What the checks call, for the operator's least IAM policy. */
    public static Set<Permission> permissions() {
        return Permissions.ALL;
    }
}
