/** The queue and rules by which AWS tells the operator of changes, as people write them. */
@NullMarked
package io.kinexus.operator.blueprint.events;

import org.jspecify.annotations.NullMarked;
