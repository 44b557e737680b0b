/** Statements of functions' policies: which service may call a function, and for what. */
@NullMarked
package io.kinexus.operator.kind.functionpermission;

import org.jspecify.annotations.NullMarked;
