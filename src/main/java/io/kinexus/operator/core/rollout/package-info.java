/** A new version on its way into service, or back: states, what is known, and what is to be done. Pure: no clock, no I/O. */
@NullMarked
package io.kinexus.operator.core.rollout;

import org.jspecify.annotations.NullMarked;
