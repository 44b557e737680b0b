/** Rules of event buses: a pattern, and what is called for the events that fit it. */
@NullMarked
package io.kinexus.operator.kind.eventrule;

import org.jspecify.annotations.NullMarked;
