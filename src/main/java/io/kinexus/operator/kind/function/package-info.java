/** Lambda functions: configuration, code by object version, published versions, reserved concurrency. */
@NullMarked
package io.kinexus.operator.kind.function;

import org.jspecify.annotations.NullMarked;
