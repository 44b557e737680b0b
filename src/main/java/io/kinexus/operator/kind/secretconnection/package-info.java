/** Host, port, name and URL of a database inside the secret that was made for it. */
@NullMarked
package io.kinexus.operator.kind.secretconnection;

import org.jspecify.annotations.NullMarked;
