/** EventBridge Scheduler in memory: schedules in their groups, and what they call when their time comes. */
@NullMarked
package io.kinexus.operator.sandbox.scheduler;

import org.jspecify.annotations.NullMarked;
