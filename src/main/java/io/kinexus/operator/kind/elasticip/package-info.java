/** A public IPv4 address that stays ours. */
@NullMarked
package io.kinexus.operator.kind.elasticip;

import org.jspecify.annotations.NullMarked;
