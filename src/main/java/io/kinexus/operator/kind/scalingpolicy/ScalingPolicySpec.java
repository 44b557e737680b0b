package io.kinexus.operator.kind.scalingpolicy;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A target-tracking policy of an ECS service. The metric is either {@code predefined} or, where that is empty, what
 * {@code metrics} compute.
 *
 * @param policyName {@code <environment>-<service>-<suffix>}; the service is the one of the resource id
 * @param resourceId {@code service/<cluster name>/<service name>}, as its scalable target has it
 * @param targetValue in the metric's unit: percent for CPU and memory, requests a minute for requests per target
 * @param metrics metric math of at most ten queries, exactly one of which returns data
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html">TargetTrackingScalingPolicyConfiguration</a>
 */
public record ScalingPolicySpec(
        String policyName,
        String resourceId,
        double targetValue,
        Optional<Predefined> predefined,
        List<Query> metrics,
        Duration scaleOutCooldown,
        Duration scaleInCooldown,
        boolean disableScaleIn)
        implements Spec {
    /** What ECS takes when nothing is said. */
    public static final Duration COOLDOWN = Duration.ofMinutes(5);

    /**
     * @param type {@code ECSServiceAverageCPUUtilization}, {@code ECSServiceAverageMemoryUtilization} or {@code
     *     ALBRequestCountPerTarget}
     * @param resourceLabel for the last one: {@code app/<lb>/<id>/targetgroup/<group>/<id>}
     */
    public record Predefined(String type, Optional<String> resourceLabel) {}

    /** One line of metric math: an expression over other ids, or a metric. */
    public record Query(String id, Optional<String> expression, Optional<Stat> stat, boolean returnData) {
        public static Query metric(String id, Stat stat) {
            return new Query(id, Optional.empty(), Optional.of(stat), false);
        }

        /** The one that is tracked. */
        public static Query result(String id, String expression) {
            return new Query(id, Optional.of(expression), Optional.empty(), true);
        }
    }

    /** @param stat such as {@code Sum} or {@code Average}, over one minute */
    public record Stat(String namespace, String metricName, Map<String, String> dimensions, String stat) {
        public Stat {
            dimensions = Map.copyOf(dimensions);
        }
    }

    public ScalingPolicySpec {
        metrics = List.copyOf(metrics);
    }

    /** Tracks a predefined metric without a label, with the usual cooldowns. */
    public static ScalingPolicySpec tracking(String policyName, String resourceId, String type, double targetValue) {
        return new ScalingPolicySpec(
                policyName,
                resourceId,
                targetValue,
                Optional.of(new Predefined(type, Optional.empty())),
                List.of(),
                COOLDOWN,
                COOLDOWN,
                false);
    }

    /** Tracks what the metrics compute, with the usual cooldowns. */
    public static ScalingPolicySpec computing(
            String policyName, String resourceId, double targetValue, List<Query> metrics) {
        return new ScalingPolicySpec(
                policyName, resourceId, targetValue, Optional.empty(), metrics, COOLDOWN, COOLDOWN, false);
    }
}
