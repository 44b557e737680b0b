package io.kinexus.operator.kind.natgateway;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a NAT gateway is billed for: the hours, and every gigabyte either way.
 *
 * @see <a href="https://aws.amazon.com/vpc/pricing/">Amazon VPC pricing</a>
 */
final class NatGatewayUsage {
    static final Usage USAGE = Usage.billed(
            Metered.hours("VPC/NAT gateway", 1),
            Metered.assumed(
                    "VPC/NAT gateway data processed", 10, 100, 500, "images, logs and calls of its tasks, in GB"));

    private NatGatewayUsage() {}
}
