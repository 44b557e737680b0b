/** SQS queues for what could not be delivered: only the rules that are named may put something in. */
@NullMarked
package io.kinexus.operator.kind.queue;

import org.jspecify.annotations.NullMarked;
