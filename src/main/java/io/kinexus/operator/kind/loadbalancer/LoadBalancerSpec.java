package io.kinexus.operator.kind.loadbalancer;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Map;

/**
 * One Application Load Balancer.
 *
 * @param name at most 32 characters, unique in account and region
 * @param scheme {@code internet-facing} or {@code internal}
 * @param subnetIds ids or references, in at least two availability zones
 * @param securityGroupIds ids or references
 * @param ipAddressType {@code ipv4} or {@code dualstack}
 * @param attributes by AWS's own names, such as {@code deletion_protection.enabled}; one that is left out is wanted at
 *     AWS's default
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">Attributes</a>
 */
public record LoadBalancerSpec(
        String name,
        String scheme,
        List<String> subnetIds,
        List<String> securityGroupIds,
        String ipAddressType,
        Map<String, String> attributes)
        implements Spec {
    public static final String DELETION_PROTECTION = "deletion_protection.enabled";
    public static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";
    public static final String LOGS = "access_logs.s3.enabled";
    public static final String LOGS_BUCKET = "access_logs.s3.bucket";
    public static final String LOGS_PREFIX = "access_logs.s3.prefix";

    public LoadBalancerSpec {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
        attributes = Map.copyOf(attributes);
    }
}
