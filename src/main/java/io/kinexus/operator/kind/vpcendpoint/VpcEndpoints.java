package io.kinexus.operator.kind.vpcendpoint;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a VPC endpoint is to us: its table, its calls, its permissions. Pure. */
final class VpcEndpoints {
    static final KindName NAME = new KindName("vpc-endpoint");
    static final String TYPE = "vpc-endpoint";
    /** A thousand a page, with everything in it. */
    static final Floor FLOOR = new Floor(1000, 0);

    static final Set<String> BROKEN = Set.of("failed", "rejected", "expired", "partial");

    private static final String HOW = "how the lists above are changed";
    private static final String IPV4 = "IPv4, with AWS's usual names";
    private static final String OTHER = "endpoints to AWS's own services in this region only";

    static final Fields<VpcEndpointSpec, VpcEndpointLive> FIELDS = Fields.<VpcEndpointSpec, VpcEndpointLive>table()
            .row(field("vpcId", VpcEndpointSpec::vpcId, VpcEndpointLive::vpcId).effect(Effect.REPLACE))
            .row(field("serviceName", VpcEndpointSpec::serviceName, VpcEndpointLive::serviceName)
                    .effect(Effect.REPLACE))
            .row(field("vpcEndpointType", (VpcEndpointSpec spec) -> spec.type().word(), VpcEndpointLive::type)
                    .effect(Effect.REPLACE))
            .row(ids("routeTableIds", VpcEndpointSpec::routeTableIds, VpcEndpointLive::routeTableIds))
            .row(ids("subnetIds", VpcEndpointSpec::subnetIds, VpcEndpointLive::subnetIds))
            .row(ids("securityGroupIds", VpcEndpointSpec::securityGroupIds, VpcEndpointLive::securityGroupIds))
            .row(stated("privateDnsEnabled", VpcEndpoints::privateDns, VpcEndpointLive::privateDns))
            .unmanaged("vpcEndpointId", "its identity")
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("clientToken", "a property of the call")
            .unmanaged("policyDocument", "AWS's own, which leaves it to roles and resources who may do what")
            .unmanaged("resetPolicy", "AWS's own policy is not changed")
            .unmanaged("addRouteTableIds", HOW)
            .unmanaged("removeRouteTableIds", HOW)
            .unmanaged("addSubnetIds", HOW)
            .unmanaged("removeSubnetIds", HOW)
            .unmanaged("addSecurityGroupIds", HOW)
            .unmanaged("removeSecurityGroupIds", HOW)
            .unmanaged("ipAddressType", IPV4)
            .unmanaged("dnsOptions", IPV4)
            .unmanaged("subnetConfigurations", "AWS chooses the addresses")
            .unmanaged("serviceNetworkArn", OTHER)
            .unmanaged("resourceConfigurationArn", OTHER)
            .unmanaged("serviceRegion", OTHER)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeVpcEndpoints"),
                            Ec2Permissions.make("ec2:CreateVpcEndpoint", TYPE),
                            Ec2Permissions.names(
                                    "ec2:CreateVpcEndpoint", "vpc", "route-table", "subnet", "security-group"),
                            Ec2Permissions.change("ec2:ModifyVpcEndpoint", TYPE),
                            Ec2Permissions.names("ec2:ModifyVpcEndpoint", "route-table", "subnet", "security-group"),
                            Ec2Permissions.change("ec2:DeleteVpcEndpoints", TYPE),
                            Permission.anywhere(
                                            "route53:AssociateVPCWithHostedZone",
                                            "the private zone of an interface endpoint is AWS's own, without an ARN"
                                                    + " that could be named")
                                    .when("StringEquals", "aws:CalledViaFirst", "ec2.amazonaws.com")),
                    Ec2Permissions.tags(TYPE, "CreateVpcEndpoint").stream())
            .collect(Collectors.toUnmodifiableSet());

    private VpcEndpoints() {}

    /** A gateway has no names of its own. */
    static Optional<Boolean> privateDns(VpcEndpointSpec spec) {
        return spec.type() == VpcEndpointSpec.Type.INTERFACE ? Optional.of(spec.privateDns()) : Optional.empty();
    }

    /** AWS does not keep the order of ids. */
    private static Field<VpcEndpointSpec, VpcEndpointLive, List<String>> ids(
            String path, Function<VpcEndpointSpec, List<String>> want, Function<VpcEndpointLive, List<String>> have) {
        return field(path, want, have)
                .matching(Match.<List<String>>unordered())
                .showing(ids -> ids.isEmpty() ? "(none)" : ids.stream().sorted().collect(Collectors.joining(", ")));
    }
}
