/** One block of a VPC in one availability zone. */
@NullMarked
package io.kinexus.operator.kind.subnet;

import org.jspecify.annotations.NullMarked;
