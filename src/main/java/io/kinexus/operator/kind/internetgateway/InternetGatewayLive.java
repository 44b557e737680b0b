package io.kinexus.operator.kind.internetgateway;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/** One internet gateway as read; without a VPC while it is detached. */
record InternetGatewayLive(String gatewayId, String arn, Optional<String> vpcId) implements Live {}
