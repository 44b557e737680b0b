/** A VPC with its subnets, routes and endpoints: how the address space is cut, and how others find their place in it. */
@NullMarked
package io.kinexus.operator.blueprint.network;

import org.jspecify.annotations.NullMarked;
