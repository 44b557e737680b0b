package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What rollouts may take of AWS's quotas, for each account and region: one for a process, shared by all environments in it.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/request-throttling.html">ELB: 40 at once, 10
 *     a second, for all Describe calls together</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html">CloudWatch: DescribeAlarms
 *     9 a second, from which ECS's own rollback draws too</a>
 */
public final class Shares {
    /** Half of ELB's bucket. */
    private static final double TARGETS_BURST = 20;

    private static final double TARGETS = 5;
    private static final double ALARMS = 1;

    private record Quota(Budget targets, Budget alarms) {}

    private final Map<String, Quota> quotas = new ConcurrentHashMap<>();

    /** DescribeTargetHealth. */
    Budget targets(Scope scope) {
        return of(scope).targets();
    }

    /** DescribeAlarms: once a second. */
    Budget alarms(Scope scope) {
        return of(scope).alarms();
    }

    /** Whether DescribeAlarms may be called once now; if so, the call is counted. */
    public boolean mayReadAlarms(Scope scope, Instant now) {
        return alarms(scope).take(now);
    }

    private Quota of(Scope scope) {
        return quotas.computeIfAbsent(
                scope.account() + "/" + scope.region(),
                key -> new Quota(new Budget(TARGETS_BURST, TARGETS), new Budget(ALARMS, ALARMS)));
    }
}
