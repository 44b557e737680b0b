package io.kinexus.operator.kind.routetable;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** The calls that bring a table's routes and followers to what is wanted; each does only what is left to do. */
final class RoutesAws {
    private RoutesAws() {}

    static Outcome write(Scope scope, RouteTableSpec spec, RouteTableLive live) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        Map<String, String> wanted = RouteTables.wanted(spec);
        live.routes().keySet().stream()
                .filter(destination -> !wanted.containsKey(destination))
                .sorted()
                .forEach(destination -> remove(ec2, live.routeTableId(), destination));
        for (RouteTableSpec.Route route : spec.routes()) {
            String there = live.routes().get(route.destination());
            if (there == null) {
                add(ec2, live.routeTableId(), route);
            } else if (!there.equals(route.target())) {
                replace(ec2, live.routeTableId(), route);
            }
        }
        spec.subnetIds().stream()
                .filter(subnet -> !live.associations().containsKey(subnet))
                .forEach(subnet -> follow(scope, live.routeTableId(), subnet));
        return Outcome.done();
    }

    private static void add(Ec2Client ec2, String tableId, RouteTableSpec.Route route) {
        try {
            ec2.createRoute(r -> {
                r.routeTableId(tableId).destinationCidrBlock(route.destination());
                if (route.kind() == RouteTableSpec.Target.NAT_GATEWAY) {
                    r.natGatewayId(route.target());
                } else {
                    r.gatewayId(route.target());
                }
            });
        } catch (SdkException failure) {
            // A retry whose first reply was lost, or a route made meanwhile: either way it must lead where we say.
            if (!AwsFailures.is(failure, "RouteAlreadyExists")) {
                throw failure;
            }
            replace(ec2, tableId, route);
        }
    }

    private static void replace(Ec2Client ec2, String tableId, RouteTableSpec.Route route) {
        ec2.replaceRoute(r -> {
            r.routeTableId(tableId).destinationCidrBlock(route.destination());
            if (route.kind() == RouteTableSpec.Target.NAT_GATEWAY) {
                r.natGatewayId(route.target());
            } else {
                r.gatewayId(route.target());
            }
        });
    }

    private static void remove(Ec2Client ec2, String tableId, String destination) {
        DeleteRouteRequest.Builder request = DeleteRouteRequest.builder().routeTableId(tableId);
        if (destination.startsWith("pl-")) {
            request.destinationPrefixListId(destination);
        } else if (destination.contains(":")) {
            request.destinationIpv6CidrBlock(destination);
        } else {
            request.destinationCidrBlock(destination);
        }
        try {
            ec2.deleteRoute(request.build());
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "InvalidRoute.NotFound")) {
                throw failure;
            }
        }
    }

    /** A subnet follows one table at a time: one that follows another is moved in one call, never left without. */
    private static void follow(Scope scope, String tableId, String subnetId) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        Optional<String> elsewhere =
                RouteTableAws.list(scope, List.of(Ec2Tags.filter("association.subnet-id", List.of(subnetId)))).stream()
                        .flatMap(table -> table.associations().stream())
                        .filter(association -> subnetId.equals(association.subnetId()))
                        .map(RouteTableAssociation::routeTableAssociationId)
                        .findFirst();
        elsewhere.ifPresentOrElse(
                association -> ec2.replaceRouteTableAssociation(
                        r -> r.associationId(association).routeTableId(tableId)),
                () -> ec2.associateRouteTable(r -> r.routeTableId(tableId).subnetId(subnetId)));
    }

    static void disassociate(Ec2Client ec2, String associationId) {
        try {
            ec2.disassociateRouteTable(r -> r.associationId(associationId));
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "InvalidAssociationID.NotFound")) {
                throw failure;
            }
        }
    }
}
