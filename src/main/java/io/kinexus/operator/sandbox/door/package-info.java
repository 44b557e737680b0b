/** The two ways into the sandbox: the SDK's own client interfaces in process, and HTTP on loopback. */
@NullMarked
package io.kinexus.operator.sandbox.door;

import org.jspecify.annotations.NullMarked;
