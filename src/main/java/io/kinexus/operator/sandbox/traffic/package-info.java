/** The load: how many requests reach which tasks each minute, how they are answered, and the metrics that come of it. */
@NullMarked
package io.kinexus.operator.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
