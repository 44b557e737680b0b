/** Secret: a generated or external secret, and the connection that a database adds to it. */
@NullMarked
package io.kinexus.operator.blueprint.secret;

import org.jspecify.annotations.NullMarked;
