/** DynamoDB in memory: tables that take a moment to be there, their settings, and items by key. */
@NullMarked
package io.kinexus.operator.sandbox.dynamodb;

import org.jspecify.annotations.NullMarked;
