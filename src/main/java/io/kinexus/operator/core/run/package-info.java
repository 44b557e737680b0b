/** How one attempt at a step ended. */
@NullMarked
package io.kinexus.operator.core.run;

import org.jspecify.annotations.NullMarked;
