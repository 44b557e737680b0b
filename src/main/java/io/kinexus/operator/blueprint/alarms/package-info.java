/** Turns the rules of Alarms into one CloudWatch alarm for each resource that they fit. */
@NullMarked
package io.kinexus.operator.blueprint.alarms;

import org.jspecify.annotations.NullMarked;
