/** IAM in memory: roles with their policies, managed policies, service-linked roles. */
@NullMarked
package io.kinexus.operator.sandbox.iam;

import org.jspecify.annotations.NullMarked;
