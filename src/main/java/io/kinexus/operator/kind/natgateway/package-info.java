/** How private subnets reach the internet without being reached. */
@NullMarked
package io.kinexus.operator.kind.natgateway;

import org.jspecify.annotations.NullMarked;
