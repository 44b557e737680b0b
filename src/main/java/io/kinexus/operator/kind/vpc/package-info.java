/** A VPC with its DNS attributes. */
@NullMarked
package io.kinexus.operator.kind.vpc;

import org.jspecify.annotations.NullMarked;
