/** A DynamoDB table, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.table;

import org.jspecify.annotations.NullMarked;
