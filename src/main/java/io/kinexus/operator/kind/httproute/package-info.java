/** Routes of HTTP APIs: the route key is their identity, and their operation name says that they are ours. */
@NullMarked
package io.kinexus.operator.kind.httproute;

import org.jspecify.annotations.NullMarked;
