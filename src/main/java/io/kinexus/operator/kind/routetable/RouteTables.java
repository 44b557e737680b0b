package io.kinexus.operator.kind.routetable;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a route table is to us: its table of fields, its calls, its permissions. Pure. */
final class RouteTables {
    static final KindName NAME = new KindName("route-table");
    static final String TYPE = "route-table";
    /** A hundred a page, with everything in it. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String IN_ROUTES = "compared as a part of routes";
    private static final String NO_SUCH_TARGET = "no such target is declared; a route to one is an extra route";

    static final Fields<RouteTableSpec, RouteTableLive> FIELDS = Fields.<RouteTableSpec, RouteTableLive>table()
            .row(field("vpcId", RouteTableSpec::vpcId, RouteTableLive::vpcId).effect(Effect.REPLACE))
            .row(field("routes", RouteTables::wanted, RouteTableLive::routes).showing(RouteTables::text))
            .row(field("subnetId", RouteTables::followers, RouteTableLive::subnetIds)
                    .matching((want, have) -> have.containsAll(want))
                    .showing(RouteTables::text))
            .unmanaged("routeTableId", "its identity")
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("clientToken", "a property of the call")
            .unmanaged("publicIpv4Pool", "routes of own address pools are not declared")
            .unmanaged("destinationCidrBlock", IN_ROUTES)
            .unmanaged("destinationIpv6CidrBlock", IN_ROUTES)
            .unmanaged("destinationPrefixListId", IN_ROUTES)
            .unmanaged("gatewayId", IN_ROUTES)
            .unmanaged("natGatewayId", IN_ROUTES)
            .unmanaged("vpcEndpointId", NO_SUCH_TARGET)
            .unmanaged("transitGatewayId", NO_SUCH_TARGET)
            .unmanaged("localGatewayId", NO_SUCH_TARGET)
            .unmanaged("carrierGatewayId", NO_SUCH_TARGET)
            .unmanaged("coreNetworkArn", NO_SUCH_TARGET)
            .unmanaged("odbNetworkArn", NO_SUCH_TARGET)
            .unmanaged("egressOnlyInternetGatewayId", NO_SUCH_TARGET)
            .unmanaged("instanceId", NO_SUCH_TARGET)
            .unmanaged("networkInterfaceId", NO_SUCH_TARGET)
            .unmanaged("vpcPeeringConnectionId", NO_SUCH_TARGET)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeRouteTables"),
                            Ec2Permissions.make("ec2:CreateRouteTable", TYPE),
                            Ec2Permissions.names("ec2:CreateRouteTable", "vpc"),
                            Ec2Permissions.change("ec2:CreateRoute", TYPE),
                            Ec2Permissions.change("ec2:ReplaceRoute", TYPE),
                            Ec2Permissions.change("ec2:DeleteRoute", TYPE),
                            Ec2Permissions.change("ec2:AssociateRouteTable", TYPE),
                            Ec2Permissions.change("ec2:AssociateRouteTable", "subnet"),
                            Ec2Permissions.names("ec2:ReplaceRouteTableAssociation", TYPE),
                            Ec2Permissions.change("ec2:ReplaceRouteTableAssociation", "subnet"),
                            Ec2Permissions.change("ec2:DisassociateRouteTable", TYPE),
                            Ec2Permissions.names("ec2:DisassociateRouteTable", "subnet"),
                            Ec2Permissions.change("ec2:DeleteRouteTable", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateRouteTable").stream())
            .collect(Collectors.toUnmodifiableSet());

    private RouteTables() {}

    /** Destination to target. */
    static Map<String, String> wanted(RouteTableSpec spec) {
        Map<String, String> routes = new TreeMap<>();
        spec.routes().forEach(route -> routes.put(route.destination(), route.target()));
        return routes;
    }

    private static Set<String> followers(RouteTableSpec spec) {
        return new TreeSet<>(spec.subnetIds());
    }

    private static String text(Map<String, String> routes) {
        return routes.isEmpty()
                ? "(none)"
                : new TreeMap<>(routes)
                        .entrySet().stream()
                                .map(route -> route.getKey() + " to " + route.getValue())
                                .collect(Collectors.joining(", "));
    }

    private static String text(Set<String> subnets) {
        return subnets.isEmpty() ? "(none)" : String.join(", ", new TreeSet<>(subnets));
    }
}
