package io.kinexus.operator.kind.subnet;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One subnet.
 *
 * @param vpcId its VPC; one that exists must be in it
 * @param cidrBlock its IPv4 block in canonical form; empty for one that exists
 * @param availabilityZone such as {@code us-east-1a}; empty for one that exists
 * @param mapPublicIpOnLaunch whether what starts in it gets a public address unless it says otherwise
 */
public record SubnetSpec(
        String vpcId,
        Optional<String> cidrBlock,
        Optional<String> availabilityZone,
        Optional<Boolean> mapPublicIpOnLaunch)
        implements Spec {
    public static SubnetSpec of(String vpcId, String cidrBlock, String availabilityZone, boolean mapPublicIpOnLaunch) {
        return new SubnetSpec(
                vpcId, Optional.of(cidrBlock), Optional.of(availabilityZone), Optional.of(mapPublicIpOnLaunch));
    }

    /** One that exists, in this VPC. */
    public static SubnetSpec existing(String vpcId) {
        return new SubnetSpec(vpcId, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
