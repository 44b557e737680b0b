/** Target-tracking policies of scalable targets; a policy's name is the only identity that AWS gives it. */
@NullMarked
package io.kinexus.operator.kind.scalingpolicy;

import org.jspecify.annotations.NullMarked;
