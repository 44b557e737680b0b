/** DynamoDB tables with their indexes, expiry of items, point-in-time recovery and streams. */
@NullMarked
package io.kinexus.operator.kind.table;

import org.jspecify.annotations.NullMarked;
