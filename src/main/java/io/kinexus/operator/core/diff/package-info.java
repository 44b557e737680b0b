/** The difference between wanted and live, as a table of fields. */
@NullMarked
package io.kinexus.operator.core.diff;

import org.jspecify.annotations.NullMarked;
