package io.kinexus.operator.rollout;

import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.rollout.deployment.Deployments;
import io.kinexus.operator.rollout.diagnosis.Diagnosis;
import io.kinexus.operator.rollout.secret.SecretVersions;
import io.kinexus.operator.rollout.signal.Signals;
import io.kinexus.operator.rollout.verify.Preflight;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rollouts need to be allowed, beyond what the kinds declare. */
public final class RolloutPermissions {
    public static final Set<Permission> ALL = Stream.of(
                    Deployments.permissions(),
                    Diagnosis.permissions(),
                    Signals.permissions(),
                    Preflight.permissions(),
                    SecretVersions.permissions())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private RolloutPermissions() {}
}
