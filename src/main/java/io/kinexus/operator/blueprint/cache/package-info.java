/** Cache: an ElastiCache replication group with its subnet group and security group. */
@NullMarked
package io.kinexus.operator.blueprint.cache;

import org.jspecify.annotations.NullMarked;
