package io.kinexus.operator.kind.subnet;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a subnet is to us: its table, its calls, its permissions. Pure. */
final class Subnets {
    static final KindName NAME = new KindName("subnet");
    static final String TYPE = "subnet";
    /** A thousand a page, with everything in it. */
    static final Floor FLOOR = new Floor(1000, 0);

    private static final String IPV6 = "IPv4 only; IPv6 blocks are not declared";
    private static final String IPAM = "the block is declared as it is, not taken from an address manager's pool";
    private static final String OUTPOST = "subnets in AWS's regions only, not on Outposts";
    private static final String EC2_ONLY = "concerns EC2 instances, not Fargate's tasks";

    static final Fields<SubnetSpec, SubnetLive> FIELDS = Fields.<SubnetSpec, SubnetLive>table()
            .row(field("vpcId", SubnetSpec::vpcId, SubnetLive::vpcId).effect(Effect.REPLACE))
            .row(stated("cidrBlock", SubnetSpec::cidrBlock, SubnetLive::cidrBlock)
                    .effect(Effect.REPLACE))
            .row(stated("availabilityZone", SubnetSpec::availabilityZone, SubnetLive::availabilityZone)
                    .effect(Effect.REPLACE))
            .row(stated("mapPublicIpOnLaunch", SubnetSpec::mapPublicIpOnLaunch, SubnetLive::mapPublicIpOnLaunch))
            .unmanaged("subnetId", "its identity")
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("availabilityZoneId", "the same zone by its other name")
            .unmanaged("ipv6CidrBlock", IPV6)
            .unmanaged("ipv6Native", IPV6)
            .unmanaged("ipv6IpamPoolId", IPV6)
            .unmanaged("ipv6NetmaskLength", IPV6)
            .unmanaged("assignIpv6AddressOnCreation", IPV6)
            .unmanaged("enableDns64", IPV6)
            .unmanaged("ipv4IpamPoolId", IPAM)
            .unmanaged("ipv4NetmaskLength", IPAM)
            .unmanaged("outpostArn", OUTPOST)
            .unmanaged("mapCustomerOwnedIpOnLaunch", OUTPOST)
            .unmanaged("customerOwnedIpv4Pool", OUTPOST)
            .unmanaged("enableLniAtDeviceIndex", OUTPOST)
            .unmanaged("disableLniAtDeviceIndex", OUTPOST)
            .unmanaged("privateDnsHostnameTypeOnLaunch", EC2_ONLY)
            .unmanaged("enableResourceNameDnsARecordOnLaunch", EC2_ONLY)
            .unmanaged("enableResourceNameDnsAAAARecordOnLaunch", EC2_ONLY)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeSubnets"),
                            Ec2Permissions.make("ec2:CreateSubnet", TYPE),
                            Ec2Permissions.names("ec2:CreateSubnet", "vpc"),
                            Ec2Permissions.change("ec2:ModifySubnetAttribute", TYPE),
                            Ec2Permissions.change("ec2:DeleteSubnet", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateSubnet").stream())
            .collect(Collectors.toUnmodifiableSet());

    private Subnets() {}

    /** A subnet is never replaced: what stands in it would have to go first. */
    static Optional<String> impossible(List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> change.effect() == Effect.REPLACE)
                .map(change -> "AWS does not change the " + change.path()
                        + " of a subnet, and this one may be in use: put it back to " + change.before()
                        + ", or declare a second Network under another name and move there")
                .findFirst();
    }
}
