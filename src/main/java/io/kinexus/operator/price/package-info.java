/** The cost model: usage to money at AWS's list prices, which are a dated file; what the file does not know stays unknown. */
@NullMarked
package io.kinexus.operator.price;

import org.jspecify.annotations.NullMarked;
