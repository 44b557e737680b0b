/** How new revisions of a service come in, and by what they are judged, as its YAML says. */
@NullMarked
package io.kinexus.operator.core.policy;

import org.jspecify.annotations.NullMarked;
