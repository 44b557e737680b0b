/** Reasons to hold a step back, one class each. */
@NullMarked
package io.kinexus.operator.core.gate;

import org.jspecify.annotations.NullMarked;
