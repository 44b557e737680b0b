/** The Cluster declaration and what it becomes. */
@NullMarked
package io.kinexus.operator.blueprint.cluster;

import org.jspecify.annotations.NullMarked;
