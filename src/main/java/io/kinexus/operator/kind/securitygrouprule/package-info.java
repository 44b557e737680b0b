/** One rule of a security group, known by our tag on it. */
@NullMarked
package io.kinexus.operator.kind.securitygrouprule;

import org.jspecify.annotations.NullMarked;
