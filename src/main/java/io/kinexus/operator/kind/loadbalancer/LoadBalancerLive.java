package io.kinexus.operator.kind.loadbalancer;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;

/**
 * One load balancer as read.
 *
 * @param hostedZoneId the zone of its own DNS name, for aliases
 * @param state {@code provisioning}, {@code active}, {@code active_impaired} or {@code failed}
 * @param reason why, as AWS says it; empty when all is well
 */
record LoadBalancerLive(
        String arn,
        String name,
        String type,
        String scheme,
        List<String> subnetIds,
        List<String> securityGroupIds,
        String ipAddressType,
        String dnsName,
        String hostedZoneId,
        String vpcId,
        String state,
        String reason,
        Map<String, String> attributes)
        implements Live {

    String attribute(String key) {
        return attributes.getOrDefault(key, LoadBalancers.usual(key));
    }
}
