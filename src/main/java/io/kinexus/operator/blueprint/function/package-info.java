/** Turns a Function into a Lambda function with its role, log group and alias. */
@NullMarked
package io.kinexus.operator.blueprint.function;

import org.jspecify.annotations.NullMarked;
