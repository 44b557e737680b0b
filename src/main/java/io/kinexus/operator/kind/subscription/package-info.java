/** Subscriptions of SNS topics; AWS has no tags for them, so a note on the topic says which are ours. */
@NullMarked
package io.kinexus.operator.kind.subscription;

import org.jspecify.annotations.NullMarked;
