/** Listener rules: which requests go to which pair of target groups. */
@NullMarked
package io.kinexus.operator.kind.listenerrule;

import org.jspecify.annotations.NullMarked;
