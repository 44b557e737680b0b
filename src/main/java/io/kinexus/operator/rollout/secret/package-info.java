/** What a rollback does about secrets: the versions that the good revision ran with, as long as they still work. */
@NullMarked
package io.kinexus.operator.rollout.secret;

import org.jspecify.annotations.NullMarked;
