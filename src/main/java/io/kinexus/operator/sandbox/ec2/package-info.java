/** EC2's networking in memory: VPCs, subnets, routes, gateways, endpoints, interfaces and security groups. */
@NullMarked
package io.kinexus.operator.sandbox.ec2;

import org.jspecify.annotations.NullMarked;
