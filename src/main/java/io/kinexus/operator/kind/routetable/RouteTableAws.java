package io.kinexus.operator.kind.routetable;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/**
 * The calls that read, make and remove tables; what is in them is {@link RoutesAws}'s.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html">CreateRouteTable</a>
 */
final class RouteTableAws {
    private static final int PAGE = 100;
    private static final String LOCAL = "local";
    private static final String ENDPOINT = "vpce-";
    private static final String MADE_BY_CALL = "CreateRoute";
    private static final Set<String> FOLLOWING = Set.of("associated", "associating");

    private RouteTableAws() {}

    static Map<ResourceId, Observation<RouteTableLive>> observe(
            Scope scope, Collection<Declared<RouteTableSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope,
                        all,
                        "route-table-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<RouteTableLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, RouteTables.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<RouteTableSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            List<RouteTable> there = list(scope, Ec2Tags.only(scope, wanted.id()));
            RouteTable table = there.isEmpty()
                    ? scope.client(Ec2Client.class)
                            .createRouteTable(r -> r.vpcId(wanted.spec().vpcId())
                                    .clientToken(attempt.token())
                                    .tagSpecifications(Ec2Tags.specification(scope, wanted, RouteTables.TYPE)))
                            .routeTable()
                    : there.get(0);
            return RoutesAws.write(scope, wanted.spec(), read(scope, table).live());
        });
    }

    static Outcome update(
            Scope scope,
            Declared<RouteTableSpec> wanted,
            RouteTableLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return Ec2Writes.attempt(() -> RoutesAws.write(scope, wanted.spec(), live));
    }

    /** AWS deletes no table that a subnet follows: those fall back to the VPC's main table first. */
    static Outcome delete(Scope scope, ResourceId id, RouteTableLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            Ec2Client ec2 = scope.client(Ec2Client.class);
            live.associations().values().forEach(association -> RoutesAws.disassociate(ec2, association));
            try {
                ec2.deleteRouteTable(r -> r.routeTableId(live.routeTableId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "InvalidRouteTableID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tagged<RouteTableLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/route-tables", () -> list(scope, List.of(Ec2Tags.environment(scope))).stream()
                .map(table -> read(scope, table))
                .toList());
    }

    private static List<Tagged<RouteTableLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(table -> read(scope, table))
                .toList();
    }

    static List<RouteTable> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeRouteTablesPaginator(r -> r.filters(filters).maxResults(PAGE))
                .routeTables()
                .stream()
                .toList();
    }

    private static Tagged<RouteTableLive> read(Scope scope, RouteTable table) {
        Map<String, String> routes = new HashMap<>();
        table.routes().stream()
                .filter(RouteTableAws::countsAsOurs)
                .forEach(route -> routes.put(destination(route), target(route)));
        Map<String, String> associations = new HashMap<>();
        table.associations().stream()
                .filter(a -> a.subnetId() != null && FOLLOWING.contains(state(a)))
                .forEach(a -> associations.put(a.subnetId(), a.routeTableAssociationId()));
        boolean moving = table.associations().stream().anyMatch(a -> state(a).endsWith("ing"));
        RouteTableLive live = new RouteTableLive(
                table.routeTableId(),
                Ec2Tags.arn(scope, RouteTables.TYPE, table.routeTableId()),
                table.vpcId(),
                routes,
                associations);
        return new Tagged<>(table.routeTableId(), live, !moving, Ec2Tags.map(table.tags()));
    }

    private static String state(RouteTableAssociation association) {
        return association.associationState() == null
                ? "associated"
                : association.associationState().stateAsString();
    }

    /** Neither the VPC's own route, nor what a virtual gateway propagates, nor what a gateway endpoint puts in. */
    private static boolean countsAsOurs(Route route) {
        boolean endpoint = route.destinationPrefixListId() != null
                && route.gatewayId() != null
                && route.gatewayId().startsWith(ENDPOINT);
        return !LOCAL.equals(route.gatewayId()) && MADE_BY_CALL.equals(route.originAsString()) && !endpoint;
    }

    private static String destination(Route route) {
        return first(route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId());
    }

    private static String target(Route route) {
        return first(
                route.gatewayId(),
                route.natGatewayId(),
                route.networkInterfaceId(),
                route.transitGatewayId(),
                route.vpcPeeringConnectionId(),
                route.egressOnlyInternetGatewayId(),
                route.localGatewayId(),
                route.carrierGatewayId(),
                route.coreNetworkArn(),
                route.odbNetworkArn(),
                route.instanceId());
    }

    private static String first(@Nullable String... candidates) {
        return Stream.of(candidates).filter(Objects::nonNull).findFirst().orElse("unknown");
    }
}
