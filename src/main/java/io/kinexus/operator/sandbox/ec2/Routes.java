package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * The routes of route tables. One whose target is gone stays, as a black hole.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html">CreateRoute</a>
 */
final class Routes {
    private final Ec2Desk desk;
    private final RouteTables tables;
    private final Gateways gateways;
    private final NatGateways nats;

    Routes(Ec2Desk desk, RouteTables tables, Gateways gateways, NatGateways nats) {
        this.desk = desk;
        this.tables = tables;
        this.gateways = gateways;
        this.nats = nats;
    }

    void install() {
        desk.on(CreateRouteRequest.class, this::create);
        desk.on(ReplaceRouteRequest.class, this::replace);
        desk.on(DeleteRouteRequest.class, this::delete);
    }

    private CreateRouteResponse create(CreateRouteRequest request) {
        RouteTable table = tables.shelf().get(request.routeTableId());
        Route route = targeted(
                table,
                destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock()),
                request.gatewayId(),
                request.natGatewayId(),
                request.networkInterfaceId());
        Optional<Route> there = find(table, route);
        if (there.isPresent()) {
            throw AwsFault.badRequest(
                    "RouteAlreadyExists", "The route identified by " + text(route) + " already exists.");
        }
        List<Route> all = new ArrayList<>(table.routes());
        all.add(route);
        tables.put(table.toBuilder().routes(all).build());
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    private ReplaceRouteResponse replace(ReplaceRouteRequest request) {
        RouteTable table = tables.shelf().get(request.routeTableId());
        Route route = targeted(
                table,
                destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock()),
                request.gatewayId(),
                request.natGatewayId(),
                request.networkInterfaceId());
        Route old = find(table, route)
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidParameterValue",
                        "There is no route defined for '" + text(route) + "' in the route table. Use CreateRoute"
                                + " instead."));
        tables.put(table.toBuilder()
                .routes(table.routes().stream()
                        .map(live -> live.equals(old) ? route : live)
                        .toList())
                .build());
        return ReplaceRouteResponse.builder().build();
    }

    private DeleteRouteResponse delete(DeleteRouteRequest request) {
        RouteTable table = tables.shelf().get(request.routeTableId());
        Route asked = destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock());
        Route old = find(table, asked)
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidRoute.NotFound",
                        "no route with destination-cidr-block " + text(asked) + " in route table "
                                + table.routeTableId()));
        if ("local".equals(old.gatewayId())) {
            throw Ec2Desk.invalid("cannot remove local route " + text(old) + " in route table " + table.routeTableId());
        }
        tables.put(table.toBuilder()
                .routes(table.routes().stream()
                        .filter(live -> !live.equals(old))
                        .toList())
                .build());
        return DeleteRouteResponse.builder().build();
    }

    private static Route destination(@Nullable String cidr, @Nullable String ipv6) {
        if (cidr == null && ipv6 == null) {
            throw Ec2Desk.missing("destinationCidrBlock");
        }
        return Route.builder()
                .destinationCidrBlock(cidr == null ? null : Block.parse(cidr).toString())
                .destinationIpv6CidrBlock(ipv6)
                .origin("CreateRoute")
                .state("active")
                .build();
    }

    private Route targeted(
            RouteTable table,
            Route destination,
            @Nullable String gateway,
            @Nullable String nat,
            @Nullable String networkInterface) {
        long targets = Stream.of(
                        Optional.ofNullable(gateway), Optional.ofNullable(nat), Optional.ofNullable(networkInterface))
                .flatMap(Optional::stream)
                .count();
        if (targets != 1) {
            throw Ec2Desk.invalid("The request must contain exactly one target: a gateway, a NAT gateway or a network"
                    + " interface");
        }
        if (gateway != null) {
            gateways.mustServe(gateway, table.vpcId());
        }
        if (nat != null) {
            nats.mustServe(nat);
        }
        return destination.toBuilder()
                .gatewayId(gateway)
                .natGatewayId(nat)
                .networkInterfaceId(networkInterface)
                .build();
    }

    private static Optional<Route> find(RouteTable table, Route route) {
        return table.routes().stream()
                .filter(live ->
                        live.destinationPrefixListId() == null && text(live).equals(text(route)))
                .findFirst();
    }

    private static String text(Route route) {
        return String.valueOf(
                route.destinationCidrBlock() == null ? route.destinationIpv6CidrBlock() : route.destinationCidrBlock());
    }

    /** The target of these routes is gone or back. */
    static void mark(RouteTables tables, String targetId, boolean serves) {
        for (RouteTable table : List.copyOf(tables.shelf().all())) {
            tables.put(table.toBuilder()
                    .routes(table.routes().stream()
                            .map(route -> targetId.equals(route.gatewayId()) || targetId.equals(route.natGatewayId())
                                    ? route.toBuilder()
                                            .state(serves ? "active" : "blackhole")
                                            .build()
                                    : route)
                            .toList())
                    .build());
        }
    }
}
