/** ECS task definitions, compared by what they say and not by their number. */
@NullMarked
package io.kinexus.operator.kind.taskdefinition;

import org.jspecify.annotations.NullMarked;
