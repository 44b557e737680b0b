/** How many calls a second AWS takes of one account in one region: token buckets over groups of actions. */
@NullMarked
package io.kinexus.operator.sandbox.quota;

import org.jspecify.annotations.NullMarked;
