package io.kinexus.operator.kind.vpcendpoint;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One VPC endpoint.
 *
 * @param serviceName such as {@code com.amazonaws.us-east-1.s3}
 * @param type a gateway has route tables; an interface has subnets, groups and private names
 * @param routeTableIds for a gateway, which tables lead to it
 * @param subnetIds for an interface, where it stands; at most one a zone
 * @param securityGroupIds for an interface, who may reach it
 * @param privateDns for an interface, whether the service's own name leads to it
 */
public record VpcEndpointSpec(
        String vpcId,
        String serviceName,
        Type type,
        List<String> routeTableIds,
        List<String> subnetIds,
        List<String> securityGroupIds,
        boolean privateDns)
        implements Spec {
    public VpcEndpointSpec {
        routeTableIds = List.copyOf(routeTableIds);
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
    }

    /** AWS's types that are declared. */
    public enum Type {
        GATEWAY("Gateway"),
        INTERFACE("Interface");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As AWS writes it. */
        public String word() {
            return word;
        }
    }

    public static VpcEndpointSpec gateway(String vpcId, String serviceName, List<String> routeTableIds) {
        return new VpcEndpointSpec(vpcId, serviceName, Type.GATEWAY, routeTableIds, List.of(), List.of(), false);
    }

    public static VpcEndpointSpec interfaced(
            String vpcId, String serviceName, List<String> subnetIds, List<String> securityGroupIds) {
        return new VpcEndpointSpec(vpcId, serviceName, Type.INTERFACE, List.of(), subnetIds, securityGroupIds, true);
    }
}
