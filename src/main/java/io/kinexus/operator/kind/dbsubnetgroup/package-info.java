/** RDS subnet groups. */
@NullMarked
package io.kinexus.operator.kind.dbsubnetgroup;

import org.jspecify.annotations.NullMarked;
