/** What is looked at before a revision is sent out: whether its tasks could start, and be reached, at all. */
@NullMarked
package io.kinexus.operator.rollout.verify;

import org.jspecify.annotations.NullMarked;
