/** The plan: a value that lists a step for every resource on either side. */
@NullMarked
package io.kinexus.operator.core.plan;

import org.jspecify.annotations.NullMarked;
