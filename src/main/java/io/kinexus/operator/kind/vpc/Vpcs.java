package io.kinexus.operator.kind.vpc;

import static io.kinexus.operator.core.diff.Field.maybe;
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

/** What a VPC is to us: its table, its calls, its permissions. Pure. */
final class Vpcs {
    static final KindName NAME = new KindName("vpc");
    static final String TYPE = "vpc";
    /** A thousand a page; each of the two DNS attributes is a call of its own. */
    static final Floor FLOOR = new Floor(1000, 2);

    private static final String IPV6 = "IPv4 only; IPv6 blocks are not declared";
    private static final String IPAM = "the block is declared as it is, not taken from an address manager's pool";

    static final Fields<VpcSpec, VpcLive> FIELDS = Fields.<VpcSpec, VpcLive>table()
            .row(stated("cidrBlock", VpcSpec::cidrBlock, VpcLive::cidrBlock).effect(Effect.REPLACE))
            .row(maybe("enableDnsSupport", VpcSpec::dnsSupport, VpcLive::dnsSupport))
            .row(maybe("enableDnsHostnames", VpcSpec::dnsHostnames, VpcLive::dnsHostnames))
            .unmanaged("vpcId", "its identity")
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("instanceTenancy", "default: Fargate has no dedicated tenancy")
            .unmanaged("enableNetworkAddressUsageMetrics", "a metric for address planning, which changes nothing here")
            .unmanaged("vpcEncryptionControl", "off by default; not declared")
            .unmanaged("ipv6Pool", IPV6)
            .unmanaged("ipv6CidrBlock", IPV6)
            .unmanaged("ipv6CidrBlockNetworkBorderGroup", IPV6)
            .unmanaged("amazonProvidedIpv6CidrBlock", IPV6)
            .unmanaged("ipv6IpamPoolId", IPV6)
            .unmanaged("ipv6NetmaskLength", IPV6)
            .unmanaged("ipv4IpamPoolId", IPAM)
            .unmanaged("ipv4NetmaskLength", IPAM)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeVpcs"),
                            Ec2Permissions.read("ec2:DescribeVpcAttribute"),
                            Ec2Permissions.make("ec2:CreateVpc", TYPE),
                            Ec2Permissions.change("ec2:ModifyVpcAttribute", TYPE),
                            Ec2Permissions.change("ec2:DeleteVpc", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateVpc").stream())
            .collect(Collectors.toUnmodifiableSet());

    private Vpcs() {}

    /** A VPC is never replaced: what stands in it would have to go first. */
    static Optional<String> impossible(List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> change.effect() == Effect.REPLACE)
                .map(change ->
                        "AWS does not change the " + change.path() + " of a VPC: put it back to " + change.before()
                                + ", or declare a second Network under another name and move what stands in this one")
                .findFirst();
    }
}
