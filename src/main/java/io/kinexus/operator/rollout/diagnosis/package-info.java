/** What is wrong with an environment: everything that a person would look at by hand, the likeliest cause first. Reads only. */
@NullMarked
package io.kinexus.operator.rollout.diagnosis;

import org.jspecify.annotations.NullMarked;
