package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * One target in one group, and what its health checks have found so far: the first pass makes it healthy, and from then
 * on only as many results in a row as the group's threshold change its state.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Target
 *     health status</a>
 */
final class Registration {
    private final String id;
    private final int port;
    private IntSupplier status;
    private Health health = Health.INITIAL;
    private boolean drained;
    private int run;
    private int lastStatus;

    Registration(String id, int port, IntSupplier status) {
        this.id = id;
        this.port = port;
        this.status = status;
    }

    String id() {
        return id;
    }

    int port() {
        return port;
    }

    Health health() {
        return health;
    }

    /** The last answer to a health check: an HTTP status, or 0. */
    int lastStatus() {
        return lastStatus;
    }

    void answers(IntSupplier other) {
        status = other;
    }

    /** No new requests; checks end. */
    void drain() {
        health = Health.DRAINING;
    }

    /** Taken out for good: nothing that was planned for it happens any more. */
    void end() {
        drained = true;
    }

    boolean over() {
        return drained || health == Health.DRAINING;
    }

    /** Behind no listener there are no checks; when one leads here again, they start over. */
    void idle() {
        health = Health.INITIAL;
        run = 0;
    }

    void check(TargetGroup group) {
        lastStatus = status.getAsInt();
        boolean pass = Matching.passes(group.matcher().httpCode(), lastStatus);
        boolean same = pass == (health == Health.HEALTHY);
        run = same && health != Health.INITIAL ? 0 : run + 1;
        if (health == Health.INITIAL && pass) {
            become(Health.HEALTHY);
        } else if (pass && health == Health.UNHEALTHY && run >= group.healthyThresholdCount()) {
            become(Health.HEALTHY);
        } else if (!pass && health != Health.UNHEALTHY && run >= group.unhealthyThresholdCount()) {
            become(Health.UNHEALTHY);
        }
    }

    private void become(Health next) {
        health = next;
        run = 0;
    }
}
