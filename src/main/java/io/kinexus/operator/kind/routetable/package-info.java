/** A route table; its routes and the subnets that follow it are fields. */
@NullMarked
package io.kinexus.operator.kind.routetable;

import org.jspecify.annotations.NullMarked;
