package io.kinexus.operator.kind.subscription;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One subscription as listed.
 *
 * @param arn empty while its endpoint has not confirmed it
 */
record SubscriptionLive(Optional<String> arn, String topicArn, String protocol, String endpoint) implements Live {}
