/** Application Auto Scaling in memory, for ECS services: what it is told, and what it does by itself. */
@NullMarked
package io.kinexus.operator.sandbox.applicationautoscaling;

import org.jspecify.annotations.NullMarked;
