package io.kinexus.operator.kind.targetgroup;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;

/**
 * One target group as read.
 *
 * @param protocolVersion {@code HTTP1}, {@code HTTP2} or {@code GRPC}
 * @param attributes by AWS's names
 */
record TargetGroupLive(
        String arn,
        String name,
        String protocol,
        String protocolVersion,
        int port,
        String vpcId,
        String targetType,
        String ipAddressType,
        Check check,
        Map<String, String> attributes)
        implements Live {

    /** The health check, in AWS's units: seconds. */
    record Check(
            boolean enabled,
            String protocol,
            String port,
            String path,
            int interval,
            int timeout,
            int healthyThreshold,
            int unhealthyThreshold,
            String matcher) {}

    String attribute(String key) {
        return attributes.getOrDefault(key, TargetGroups.usual(key));
    }
}
