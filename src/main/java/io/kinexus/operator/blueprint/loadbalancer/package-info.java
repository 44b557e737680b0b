/** What people write of a load balancer, and the resources that it becomes. */
@NullMarked
package io.kinexus.operator.blueprint.loadbalancer;

import org.jspecify.annotations.NullMarked;
