/** Stages of HTTP APIs: each deploys itself, and limits how often it may be called. */
@NullMarked
package io.kinexus.operator.kind.httpstage;

import org.jspecify.annotations.NullMarked;
