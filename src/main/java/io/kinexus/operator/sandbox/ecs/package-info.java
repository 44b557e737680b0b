/**
 * Amazon ECS on Fargate in memory: clusters, task definitions, services with rolling, blue/green, canary and linear
 * deployments and the circuit breaker, and tasks that walk through their states on the sandbox's clock.
 */
@NullMarked
package io.kinexus.operator.sandbox.ecs;

import org.jspecify.annotations.NullMarked;
