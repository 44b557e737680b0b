/** ElastiCache in memory: replication groups that take their time, their members, subnet groups and snapshots. */
@NullMarked
package io.kinexus.operator.sandbox.elasticache;

import org.jspecify.annotations.NullMarked;
