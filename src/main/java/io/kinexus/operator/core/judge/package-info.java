/**
 * Whether a new revision is worse than it may be, judged on counts of requests, with a budget for being wrong. Pure: what it
 * is asked is read in {@code rollout.signal}.
 */
@NullMarked
package io.kinexus.operator.core.judge;

import org.jspecify.annotations.NullMarked;
