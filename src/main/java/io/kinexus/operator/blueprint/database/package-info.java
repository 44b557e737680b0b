/** Database: an RDS instance with its subnet group and security group. */
@NullMarked
package io.kinexus.operator.blueprint.database;

import org.jspecify.annotations.NullMarked;
