/** What an environment's file says about the loop itself: mode, tiers, limits, freezes, permits. */
@NullMarked
package io.kinexus.operator.core.environment;

import org.jspecify.annotations.NullMarked;
