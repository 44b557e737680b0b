/** The loop and its ports. Knows the core and no kind. */
@NullMarked
package io.kinexus.operator.engine;

import org.jspecify.annotations.NullMarked;
