/** Secrets of Secrets Manager, by their metadata: no value is read here. */
@NullMarked
package io.kinexus.operator.kind.secret;

import org.jspecify.annotations.NullMarked;
