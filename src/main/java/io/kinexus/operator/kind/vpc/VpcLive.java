package io.kinexus.operator.kind.vpc;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One VPC as read, with its primary IPv4 block.
 *
 * @param dnsSupport empty for one that is only pointed at: each attribute is a call, and there it is nobody's to compare
 */
record VpcLive(String vpcId, String arn, String cidrBlock, Optional<Boolean> dnsSupport, Optional<Boolean> dnsHostnames)
        implements Live {}
