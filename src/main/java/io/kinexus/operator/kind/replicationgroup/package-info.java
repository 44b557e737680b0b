/** ElastiCache replication groups: their nodes, shards, encryption and snapshots. */
@NullMarked
package io.kinexus.operator.kind.replicationgroup;

import org.jspecify.annotations.NullMarked;
