/** Tells GitHub or GitLab beside each commit what became of it, environment by environment; nothing ever waits for that. */
@NullMarked
package io.kinexus.operator.forge;

import org.jspecify.annotations.NullMarked;
