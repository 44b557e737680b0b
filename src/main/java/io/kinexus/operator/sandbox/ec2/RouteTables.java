package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Route tables and which subnets follow them. Each VPC has a main one that cannot be deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html">Route tables</a>
 */
final class RouteTables implements Vpcs.Dweller {
    private static final int PAGE = 100;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "route-table", "rtb", "InvalidRouteTableID.NotFound", "The routeTable ID '%s' does not exist");

    private final Ec2Desk desk;
    private final Subnets subnets;
    private final Shelf<RouteTable> shelf;

    RouteTables(Ec2Desk desk, Subnets subnets) {
        this.desk = desk;
        this.subnets = subnets;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<RouteTable>()
                        .by("route-table-id", RouteTable::routeTableId)
                        .by("vpc-id", RouteTable::vpcId)
                        .by("owner-id", RouteTable::ownerId)
                        .byEach("association.main", t -> associations(t, RouteTableAssociation::main))
                        .byEach("association.subnet-id", t -> associations(t, RouteTableAssociation::subnetId))
                        .byEach(
                                "association.route-table-association-id",
                                t -> associations(t, RouteTableAssociation::routeTableAssociationId))
                        .byEach("association.route-table-id", t -> associations(t, x -> t.routeTableId()))
                        .byEach("route.destination-cidr-block", t -> routes(t, Route::destinationCidrBlock))
                        .byEach("route.gateway-id", t -> routes(t, Route::gatewayId))
                        .byEach("route.nat-gateway-id", t -> routes(t, Route::natGatewayId))
                        .byEach("route.origin", t -> routes(t, Route::originAsString))
                        .byEach("route.state", t -> routes(t, Route::stateAsString)));
    }

    private static Collection<String> associations(
            RouteTable table, Function<RouteTableAssociation, @Nullable Object> property) {
        return table.associations().stream()
                .flatMap(association -> Stream.ofNullable(property.apply(association)))
                .map(String::valueOf)
                .toList();
    }

    private static Collection<String> routes(RouteTable table, Function<Route, @Nullable Object> property) {
        return table.routes().stream()
                .flatMap(route -> Stream.ofNullable(property.apply(route)))
                .map(String::valueOf)
                .toList();
    }

    Shelf<RouteTable> shelf() {
        return shelf;
    }

    void install(Shelf<Vpc> vpcs) {
        desk.on(CreateRouteTableRequest.class, request -> create(vpcs, request));
        desk.on(DescribeRouteTablesRequest.class, this::describe);
        desk.on(DeleteRouteTableRequest.class, this::delete);
        desk.on(AssociateRouteTableRequest.class, this::associate);
        desk.on(DisassociateRouteTableRequest.class, this::disassociate);
        desk.on(ReplaceRouteTableAssociationRequest.class, this::replaceAssociation);
    }

    private CreateRouteTableResponse create(Shelf<Vpc> vpcs, CreateRouteTableRequest request) {
        Vpc vpc = vpcs.get(request.vpcId());
        Map<String, String> tags = shelf.asked(request.tagSpecifications());
        String id = desk.onceFor("route-table", request.clientToken(), () -> make(vpc, tags));
        return CreateRouteTableResponse.builder()
                .routeTable(shown(shelf.get(id)))
                .clientToken(request.clientToken())
                .build();
    }

    private String make(Vpc vpc, Map<String, String> tags) {
        String id = shelf.freshId();
        RouteTable table = RouteTable.builder()
                .routeTableId(id)
                .vpcId(vpc.vpcId())
                .ownerId(desk.account().id())
                .associations(List.of())
                .propagatingVgws(List.of())
                .routes(Route.builder()
                        .destinationCidrBlock(vpc.cidrBlock())
                        .gatewayId("local")
                        .origin("CreateRouteTable")
                        .state("active")
                        .build())
                .build();
        shelf.add(id, table, tags);
        return id;
    }

    private DescribeRouteTablesResponse describe(DescribeRouteTablesRequest request) {
        Pages.Page<RouteTable> page =
                shelf.page(request.routeTableIds(), request.filters(), request.maxResults(), PAGE, request.nextToken());
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items().stream().map(this::shown).toList())
                .nextToken(page.next())
                .build();
    }

    private RouteTable shown(RouteTable table) {
        return table.toBuilder().tags(shelf.tags(table.routeTableId())).build();
    }

    private DeleteRouteTableResponse delete(DeleteRouteTableRequest request) {
        RouteTable table = shelf.get(request.routeTableId());
        if (!table.associations().isEmpty()) {
            throw Ec2Desk.inUse(
                    "The routeTable '" + table.routeTableId() + "' has dependencies and cannot be deleted.");
        }
        shelf.remove(table.routeTableId());
        return DeleteRouteTableResponse.builder().build();
    }

    private AssociateRouteTableResponse associate(AssociateRouteTableRequest request) {
        RouteTable table = shelf.get(request.routeTableId());
        if (request.subnetId() == null) {
            throw Ec2Desk.missing("subnetId");
        }
        String vpcId = subnets.shelf().get(request.subnetId()).vpcId();
        if (!vpcId.equals(table.vpcId())) {
            throw AwsFault.badRequest(
                    "InvalidParameterValue",
                    "Route table " + table.routeTableId() + " and subnet " + request.subnetId()
                            + " belong to different networks");
        }
        Optional<RouteTable> other = holder(a -> request.subnetId().equals(a.subnetId()));
        if (other.isPresent()) {
            throw AwsFault.badRequest(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table " + table.routeTableId()
                            + " conflicts with an existing association");
        }
        RouteTableAssociation made = follow(table, request.subnetId(), false);
        return AssociateRouteTableResponse.builder()
                .associationId(made.routeTableAssociationId())
                .associationState(made.associationState())
                .build();
    }

    private RouteTableAssociation follow(RouteTable table, @Nullable String subnetId, boolean main) {
        RouteTableAssociation made = RouteTableAssociation.builder()
                .routeTableAssociationId(desk.freshId("rtbassoc"))
                .routeTableId(table.routeTableId())
                .subnetId(subnetId)
                .main(main)
                .associationState(state -> state.state("associated"))
                .build();
        List<RouteTableAssociation> all = new ArrayList<>(table.associations());
        all.add(made);
        put(table.toBuilder().associations(all).build());
        return made;
    }

    private DisassociateRouteTableResponse disassociate(DisassociateRouteTableRequest request) {
        RouteTableAssociation association = association(request.associationId());
        if (association.main()) {
            throw Ec2Desk.invalid(
                    "cannot disassociate the main route table association " + association.routeTableAssociationId());
        }
        leave(a -> a.routeTableAssociationId().equals(request.associationId()));
        return DisassociateRouteTableResponse.builder().build();
    }

    private ReplaceRouteTableAssociationResponse replaceAssociation(ReplaceRouteTableAssociationRequest request) {
        RouteTableAssociation old = association(request.associationId());
        shelf.get(request.routeTableId());
        leave(a -> a.routeTableAssociationId().equals(request.associationId()));
        RouteTableAssociation made = follow(shelf.get(request.routeTableId()), old.subnetId(), old.main());
        return ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(made.routeTableAssociationId())
                .associationState(made.associationState())
                .build();
    }

    private RouteTableAssociation association(String id) {
        return shelf.all().stream()
                .flatMap(table -> table.associations().stream())
                .filter(a -> a.routeTableAssociationId().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
    }

    private Optional<RouteTable> holder(Predicate<RouteTableAssociation> which) {
        return shelf.all().stream()
                .filter(table -> table.associations().stream().anyMatch(which))
                .findFirst();
    }

    private void leave(Predicate<RouteTableAssociation> which) {
        holder(which)
                .ifPresent(table -> put(table.toBuilder()
                        .associations(table.associations().stream()
                                .filter(which.negate())
                                .toList())
                        .build()));
    }

    /** A subnet is gone, and its association with it. */
    void forget(String subnetId) {
        leave(a -> subnetId.equals(a.subnetId()));
    }

    void put(RouteTable table) {
        shelf.replace(table.routeTableId(), table);
    }

    @Override
    public void made(Vpc vpc) {
        follow(shelf.get(make(vpc, Map.of())), null, true);
    }

    @Override
    public void mayGo(Vpc vpc) {
        boolean others = shelf.all().stream().anyMatch(t -> t.vpcId().equals(vpc.vpcId()) && !isMain(t));
        if (others) {
            throw Ec2Desk.inUse("The vpc '" + vpc.vpcId() + "' has dependencies and cannot be deleted.");
        }
    }

    @Override
    public void gone(Vpc vpc) {
        shelf.where(t -> t.vpcId().equals(vpc.vpcId())).forEach(t -> shelf.remove(t.routeTableId()));
    }

    /** The main table of a VPC. */
    RouteTable main(String vpcId) {
        return shelf.all().stream()
                .filter(t -> t.vpcId().equals(vpcId) && isMain(t))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isMain(RouteTable table) {
        return table.associations().stream().anyMatch(a -> Boolean.TRUE.equals(a.main()));
    }
}
