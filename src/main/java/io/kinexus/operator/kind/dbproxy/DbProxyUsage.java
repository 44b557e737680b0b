package io.kinexus.operator.kind.dbproxy;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a proxy is billed for: the vCPUs of its instance, two at least.
 *
 * @see <a href="https://aws.amazon.com/rds/proxy/pricing/">Amazon RDS Proxy pricing</a>
 */
final class DbProxyUsage {
    private static final double LEAST = 2;

    static final Usage USAGE = Usage.billed(Metered.assumed(
            "RDS/RDS Proxy",
            LEAST * Range.HOURS,
            LEAST * Range.HOURS,
            LEAST * Range.HOURS,
            "an instance of two vCPUs; the proxy of a larger one is billed for all of its vCPUs"));

    private DbProxyUsage() {}
}
