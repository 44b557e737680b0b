/** The Environment document: where an environment runs, and what the loop may do there. */
@NullMarked
package io.kinexus.operator.blueprint.environment;

import org.jspecify.annotations.NullMarked;
