/** A VPC's way to the internet. */
@NullMarked
package io.kinexus.operator.kind.internetgateway;

import org.jspecify.annotations.NullMarked;
