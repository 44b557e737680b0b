/** What a rollout sees of its service deployment and one-off tasks in ECS, and does there. */
@NullMarked
package io.kinexus.operator.rollout.deployment;

import org.jspecify.annotations.NullMarked;
