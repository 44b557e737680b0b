/** Schedules of EventBridge Scheduler: when a task is run, a function called, an event put, each with the role for it. */
@NullMarked
package io.kinexus.operator.kind.schedule;

import org.jspecify.annotations.NullMarked;
