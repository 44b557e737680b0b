/** What resources use of what AWS bills, and what that costs by month; amounts are the kinds', prices come from outside. */
@NullMarked
package io.kinexus.operator.core.cost;

import org.jspecify.annotations.NullMarked;
