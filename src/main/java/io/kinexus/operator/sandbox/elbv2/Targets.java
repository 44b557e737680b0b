package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.SandboxService;
import java.util.function.IntSupplier;

/**
 * The target groups as another service of the sandbox uses them: ECS registers each running task by its address, asks for
 * its health, and takes it out again. Implemented by the service that holds the target groups.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Health
 *     checks</a>
 */
public interface Targets extends SandboxService {
    /** What the load balancer thinks of one target. */
    enum Health {
        INITIAL,
        HEALTHY,
        UNHEALTHY,
        DRAINING,
        /** Its group is behind no listener, so that it is not checked. */
        UNUSED,
        /** Not registered, or no longer. */
        UNKNOWN
    }

    boolean exists(String targetGroupArn);

    /** Whether a listener or a rule forwards to the group: ECS refuses a service whose group has no load balancer. */
    boolean attached(String targetGroupArn);

    /**
     * Starts health checks after the group's interval; a target registered twice stays one.
     *
     * @param status what the target answers to a health check now: an HTTP status, or 0 when it does not answer
     */
    void register(String targetGroupArn, String ip, int port, IntSupplier status);

    /** Drains for the group's deregistration delay and is then gone; unknown targets are ignored, as AWS does. */
    void deregister(String targetGroupArn, String ip, int port);

    Health health(String targetGroupArn, String ip, int port);
}
