package io.kinexus.operator.kind.targetgroup;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.Map;

/**
 * One target group.
 *
 * @param name at most 32 characters, unique in account and region
 * @param protocol {@code HTTP} or {@code HTTPS}
 * @param vpcId an id, or a reference to one
 * @param targetType {@code ip} for tasks with a network interface of their own, else {@code instance}
 * @param attributes by AWS's own names, such as {@code deregistration_delay.timeout_seconds}; one that is left out is
 *     wanted at AWS's default
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html">Attributes</a>
 */
public record TargetGroupSpec(
        String name,
        String protocol,
        int port,
        String vpcId,
        String targetType,
        HealthCheck healthCheck,
        Map<String, String> attributes)
        implements Spec {
    public static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

    public TargetGroupSpec {
        attributes = Map.copyOf(attributes);
    }

    /**
     * How the health of a target is checked, over the group's protocol on the traffic port.
     *
     * @param path such as {@code /health}
     * @param interval 5 to 300 s
     * @param timeout 2 to 120 s, less than the interval
     * @param healthyThreshold 2 to 10 passes in a row
     * @param unhealthyThreshold 2 to 10 failures in a row
     * @param matcher the HTTP codes that pass: {@code 200}, {@code 200-299} or {@code 200,202}
     */
    public record HealthCheck(
            String path,
            Duration interval,
            Duration timeout,
            int healthyThreshold,
            int unhealthyThreshold,
            String matcher) {}

    /** A group of task addresses over HTTP. */
    public static TargetGroupSpec ofTasks(
            String name, int port, String vpcId, HealthCheck check, Duration deregistrationDelay) {
        return new TargetGroupSpec(
                name,
                "HTTP",
                port,
                vpcId,
                "ip",
                check,
                Map.of(DEREGISTRATION_DELAY, String.valueOf(deregistrationDelay.toSeconds())));
    }
}
