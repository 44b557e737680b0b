/** What people write: how a declaration is described, checked, and turned into primitive resources. */
@NullMarked
package io.kinexus.operator.blueprint;

import org.jspecify.annotations.NullMarked;
