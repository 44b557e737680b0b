/** Schedules that change a scalable target's bounds. */
@NullMarked
package io.kinexus.operator.kind.scheduledaction;

import org.jspecify.annotations.NullMarked;
