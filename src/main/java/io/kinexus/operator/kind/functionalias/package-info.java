/** Aliases of functions: a name that stays, and points at a version. */
@NullMarked
package io.kinexus.operator.kind.functionalias;

import org.jspecify.annotations.NullMarked;
