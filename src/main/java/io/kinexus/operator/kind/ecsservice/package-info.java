/** ECS services: what runs, how many, behind which target groups. */
@NullMarked
package io.kinexus.operator.kind.ecsservice;

import org.jspecify.annotations.NullMarked;
