package io.kinexus.operator.kind.natgateway;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a NAT gateway is to us: its table, its calls, its permissions. Pure. */
final class NatGateways {
    static final KindName NAME = new KindName("nat-gateway");
    static final String TYPE = "natgateway";
    /** A thousand a page, with everything in it. */
    static final Floor FLOOR = new Floor(1000, 0);

    private static final String ONE_ADDRESS =
            "one address each; more are for more than 55,000 connections to one place";
    private static final String ZONAL = "one subnet's gateway; regional gateways are not declared";

    static final Fields<NatGatewaySpec, NatGatewayLive> FIELDS = Fields.<NatGatewaySpec, NatGatewayLive>table()
            .row(field("subnetId", NatGatewaySpec::subnetId, NatGatewayLive::subnetId)
                    .effect(Effect.REPLACE))
            .row(exact(
                            "allocationId",
                            (NatGatewaySpec spec) -> Optional.of(spec.allocationId()),
                            NatGatewayLive::allocationId)
                    .effect(Effect.REPLACE))
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("clientToken", "a property of the call")
            .unmanaged("connectivityType", "public, and cannot be changed; private gateways are not declared")
            .unmanaged("privateIpAddress", "AWS chooses it")
            .unmanaged("secondaryAllocationIds", ONE_ADDRESS)
            .unmanaged("secondaryPrivateIpAddresses", ONE_ADDRESS)
            .unmanaged("secondaryPrivateIpAddressCount", ONE_ADDRESS)
            .unmanaged("availabilityMode", ZONAL)
            .unmanaged("availabilityZoneAddresses", ZONAL)
            .unmanaged("vpcId", ZONAL)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeNatGateways"),
                            Ec2Permissions.make("ec2:CreateNatGateway", TYPE),
                            Ec2Permissions.names("ec2:CreateNatGateway", "subnet", "elastic-ip"),
                            Ec2Permissions.change("ec2:DeleteNatGateway", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateNatGateway").stream())
            .collect(Collectors.toUnmodifiableSet());

    private NatGateways() {}
}
