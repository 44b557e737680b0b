/** HTTP APIs of API Gateway: their name is free, so our tags are their identity. */
@NullMarked
package io.kinexus.operator.kind.httpapi;

import org.jspecify.annotations.NullMarked;
