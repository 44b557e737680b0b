/** What readers get, as records: the answers of REST and the JSON of the command line are the same. */
@NullMarked
package io.kinexus.operator.api;

import org.jspecify.annotations.NullMarked;
