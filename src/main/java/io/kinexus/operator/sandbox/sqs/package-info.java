/** SQS in memory: queues with their attributes, and messages that come back until they are deleted. */
@NullMarked
package io.kinexus.operator.sandbox.sqs;

import org.jspecify.annotations.NullMarked;
