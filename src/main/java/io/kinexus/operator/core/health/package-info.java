/** Evidence about health, and the worst of it. */
@NullMarked
package io.kinexus.operator.core.health;

import org.jspecify.annotations.NullMarked;
