/** A one-off or scheduled task, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.task;

import org.jspecify.annotations.NullMarked;
