/** What a blue/green, canary or linear deployment of ECS does step after step, and when: pure, without tasks or weights. */
@NullMarked
package io.kinexus.operator.sandbox.ecs.shift;

import org.jspecify.annotations.NullMarked;
