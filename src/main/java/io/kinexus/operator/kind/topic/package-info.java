/** SNS topics with the policy that says who may publish. */
@NullMarked
package io.kinexus.operator.kind.topic;

import org.jspecify.annotations.NullMarked;
