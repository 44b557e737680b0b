package io.kinexus.operator.kind.scalingpolicy;

import io.kinexus.operator.core.resource.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One policy as described; cooldowns that nobody stated are ECS's own. Figures of another type of policy are zero. */
record ScalingPolicyLive(
        String arn,
        String policyName,
        String resourceId,
        String policyType,
        double targetValue,
        Optional<ScalingPolicySpec.Predefined> predefined,
        List<ScalingPolicySpec.Query> metrics,
        Duration scaleOutCooldown,
        Duration scaleInCooldown,
        boolean disableScaleIn)
        implements Live {
    ScalingPolicyLive {
        metrics = List.copyOf(metrics);
    }
}
