/** RDS in memory: instances that take their time, subnet groups, snapshots, engine versions. */
@NullMarked
package io.kinexus.operator.sandbox.rds;

import org.jspecify.annotations.NullMarked;
