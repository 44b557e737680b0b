/** What AWS demands of each request before a service looks at its own state, from AWS's published service models. */
@NullMarked
package io.kinexus.operator.sandbox.input;

import org.jspecify.annotations.NullMarked;
