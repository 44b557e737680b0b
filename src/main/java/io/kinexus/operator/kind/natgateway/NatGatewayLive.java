package io.kinexus.operator.kind.natgateway;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One NAT gateway as read.
 *
 * @param state {@code pending}, {@code available}, {@code failed} or {@code deleting}; a deleted one is absent
 * @param failure AWS's words when it failed
 */
record NatGatewayLive(
        String gatewayId, String arn, String subnetId, Optional<String> allocationId, String state, String failure)
        implements Live {}
