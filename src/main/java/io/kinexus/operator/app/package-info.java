/** Quarkus wiring: the only package that sees every other, and that no other may see. */
@NullMarked
package io.kinexus.operator.app;

import org.jspecify.annotations.NullMarked;
