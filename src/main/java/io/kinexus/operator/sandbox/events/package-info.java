/** EventBridge in memory: buses, rules and targets as they are written; no event is delivered. */
@NullMarked
package io.kinexus.operator.sandbox.events;

import org.jspecify.annotations.NullMarked;
