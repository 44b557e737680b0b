/** Event buses: the account itself may put events on them, and nobody else. */
@NullMarked
package io.kinexus.operator.kind.eventbus;

import org.jspecify.annotations.NullMarked;
