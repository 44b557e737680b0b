/** What Application Auto Scaling may scale, and between which bounds. */
@NullMarked
package io.kinexus.operator.kind.scalabletarget;

import org.jspecify.annotations.NullMarked;
