/** Application Load Balancers with their attributes. */
@NullMarked
package io.kinexus.operator.kind.loadbalancer;

import org.jspecify.annotations.NullMarked;
