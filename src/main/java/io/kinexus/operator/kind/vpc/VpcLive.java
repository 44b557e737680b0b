package io.kinexus.operator.kind.vpc;

import io.kinexus.operator.core.resource.Live;

/** One VPC as read, with its primary IPv4 block. */
record VpcLive(String vpcId, String arn, String cidrBlock, boolean dnsSupport, boolean dnsHostnames) implements Live {}
