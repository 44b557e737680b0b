package io.kinexus.operator.kind.vpcendpoint;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What an endpoint is billed for: an interface by zone and gigabyte, a gateway not at all.
 *
 * @see <a href="https://aws.amazon.com/privatelink/pricing/">AWS PrivateLink pricing</a>
 */
final class VpcEndpointUsage {
    private VpcEndpointUsage() {}

    static Usage of(String type, int zones) {
        return type.equals(VpcEndpointSpec.Type.INTERFACE.word())
                ? Usage.billed(
                        Metered.hours("VPC/interface endpoint per AZ", zones),
                        Metered.assumed("VPC/interface endpoint data processed first 1 PB", 1, 20, 200, "calls, in GB"))
                : Usage.NONE;
    }
}
