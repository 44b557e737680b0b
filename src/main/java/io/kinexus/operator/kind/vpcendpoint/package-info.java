/** A way to one AWS service that does not leave the network. */
@NullMarked
package io.kinexus.operator.kind.vpcendpoint;

import org.jspecify.annotations.NullMarked;
