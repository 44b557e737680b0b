package io.kinexus.operator.kind.vpcendpoint;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/** One VPC endpoint as read; lists in the order in which AWS answers. */
record VpcEndpointLive(
        String endpointId,
        String arn,
        String vpcId,
        String serviceName,
        String type,
        List<String> routeTableIds,
        List<String> subnetIds,
        List<String> securityGroupIds,
        boolean privateDns,
        String state)
        implements Live {
    VpcEndpointLive {
        routeTableIds = List.copyOf(routeTableIds);
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
    }
}
