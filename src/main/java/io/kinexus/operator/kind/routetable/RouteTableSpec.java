package io.kinexus.operator.kind.routetable;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One route table.
 *
 * @param routes beside the VPC's local one, which AWS makes and nobody can take out
 * @param subnetIds the subnets that follow it; others may follow it too
 */
public record RouteTableSpec(String vpcId, List<Route> routes, List<String> subnetIds) implements Spec {
    public RouteTableSpec {
        routes = List.copyOf(routes);
        subnetIds = List.copyOf(subnetIds);
    }

    /**
     * One route.
     *
     * @param destination an IPv4 block in canonical form, such as {@code 0.0.0.0/0}
     * @param target the id of an internet gateway or a NAT gateway
     */
    public record Route(String destination, Target kind, String target) {}

    /** What a route leads to. */
    public enum Target {
        INTERNET_GATEWAY,
        NAT_GATEWAY
    }
}
