/** A security group; its declared rules are a kind of their own, and any other rule in it is drift. */
@NullMarked
package io.kinexus.operator.kind.securitygroup;

import org.jspecify.annotations.NullMarked;
