/** Listeners: one port of a load balancer, its certificates and what it does when no rule fits. */
@NullMarked
package io.kinexus.operator.kind.listener;

import org.jspecify.annotations.NullMarked;
