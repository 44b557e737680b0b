/** An EventBridge bus and its rules, as people write them. */
@NullMarked
package io.kinexus.operator.blueprint.eventbus;

import org.jspecify.annotations.NullMarked;
