/** Rollouts at work: what is seen of them in AWS, what follows from it, and what is done about it. */
@NullMarked
package io.kinexus.operator.rollout;

import org.jspecify.annotations.NullMarked;
