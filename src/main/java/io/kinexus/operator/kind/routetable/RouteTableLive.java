package io.kinexus.operator.kind.routetable;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;
import java.util.Set;

/**
 * One route table as read.
 *
 * @param routes destination to target, without the VPC's local route, what a virtual gateway propagates, and what gateway
 *     endpoints put in
 * @param associations subnet to the id of its association with this table
 */
record RouteTableLive(
        String routeTableId, String arn, String vpcId, Map<String, String> routes, Map<String, String> associations)
        implements Live {
    RouteTableLive {
        routes = Map.copyOf(routes);
        associations = Map.copyOf(associations);
    }

    Set<String> subnetIds() {
        return associations.keySet();
    }
}
