/** SNS in memory: topics, subscriptions that wait for their confirmation, and what was published. */
@NullMarked
package io.kinexus.operator.sandbox.sns;

import org.jspecify.annotations.NullMarked;
