package io.kinexus.operator.kind.eventbus;

import io.kinexus.operator.core.resource.Live;

/**
 * One bus as listed.
 *
 * @param policy who else may put events on it, as JSON; empty text where nobody may
 */
record EventBusLive(String arn, String name, String policy) implements Live {}
