/** ECS clusters: their settings and capacity providers. */
@NullMarked
package io.kinexus.operator.kind.cluster;

import org.jspecify.annotations.NullMarked;
