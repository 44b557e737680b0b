/** The evidence for and against a new revision, read from AWS no more often than its quotas bear. */
@NullMarked
package io.kinexus.operator.rollout.signal;

import org.jspecify.annotations.NullMarked;
