/**
 * Whether a new revision is worse than it may be, judged on counts of requests, with a budget for being wrong. Pure. No
 * rollout asks it yet: only its tests and its bench do.
 */
@NullMarked
package io.kinexus.operator.core.judge;

import org.jspecify.annotations.NullMarked;
