/** ElastiCache subnet groups. */
@NullMarked
package io.kinexus.operator.kind.cachesubnetgroup;

import org.jspecify.annotations.NullMarked;
