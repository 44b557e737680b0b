/** A Lambda function, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.function;

import org.jspecify.annotations.NullMarked;
