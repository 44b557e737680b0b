/** IAM roles with their trust policy, inline policies and attached managed policies. */
@NullMarked
package io.kinexus.operator.kind.role;

import org.jspecify.annotations.NullMarked;
