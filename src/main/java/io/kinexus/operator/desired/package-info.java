/** From YAML to declarations: folders are read whole or not at all, overlaid, bound, checked, and expanded by the blueprints. */
@NullMarked
package io.kinexus.operator.desired;

import org.jspecify.annotations.NullMarked;
