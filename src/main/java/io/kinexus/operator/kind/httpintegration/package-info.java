/** Integrations of HTTP APIs: each leads to one function, and its description says that it is ours. */
@NullMarked
package io.kinexus.operator.kind.httpintegration;

import org.jspecify.annotations.NullMarked;
