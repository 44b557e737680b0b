package io.kinexus.operator.kind.elasticip;

import io.kinexus.operator.core.resource.Live;

/** One Elastic IP address as read. */
record ElasticIpLive(String allocationId, String arn, String publicIp) implements Live {}
