/** Lambda in memory: functions with versions, aliases, policies and concurrency, which answer when they are invoked. */
@NullMarked
package io.kinexus.operator.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
