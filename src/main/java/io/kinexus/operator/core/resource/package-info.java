/** What can exist: names, wanted and live values, references between them, and the contract of a kind. */
@NullMarked
package io.kinexus.operator.core.resource;

import org.jspecify.annotations.NullMarked;
