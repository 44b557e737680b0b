/** Read replicas of RDS instances: copies that follow their source, and are made again from it. */
@NullMarked
package io.kinexus.operator.kind.dbreplica;

import org.jspecify.annotations.NullMarked;
