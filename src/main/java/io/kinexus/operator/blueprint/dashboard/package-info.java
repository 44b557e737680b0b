/** A CloudWatch dashboard, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.dashboard;

import org.jspecify.annotations.NullMarked;
