/** Turns a Topic into an SNS topic and its subscriptions. */
@NullMarked
package io.kinexus.operator.blueprint.topic;

import org.jspecify.annotations.NullMarked;
