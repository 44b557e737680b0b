package io.kinexus.operator.kind.subscription;

import io.kinexus.operator.core.resource.Spec;

/**
 * One endpoint that a topic delivers to. The three together are its identity; AWS changes none of them.
 *
 * @param protocol {@code email email-json sms sqs lambda http https}
 * @param endpoint an address, number, URL or ARN, as the protocol asks for
 */
public record SubscriptionSpec(String topicArn, String protocol, String endpoint) implements Spec {}
