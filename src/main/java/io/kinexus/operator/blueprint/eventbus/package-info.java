/** Turns an EventBus into a bus with its rules, schedules and dead letters, and lets them call the functions. */
@NullMarked
package io.kinexus.operator.blueprint.eventbus;

import org.jspecify.annotations.NullMarked;
