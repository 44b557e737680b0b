/** Elastic Load Balancing v2 in memory: load balancers, listeners, rules, target groups and the health of their targets. */
@NullMarked
package io.kinexus.operator.sandbox.elbv2;

import org.jspecify.annotations.NullMarked;
