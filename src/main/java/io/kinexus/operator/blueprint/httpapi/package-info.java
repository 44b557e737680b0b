/** An HTTP API of API Gateway, as people write it. */
@NullMarked
package io.kinexus.operator.blueprint.httpapi;

import org.jspecify.annotations.NullMarked;
