/** Hosted zones and record sets in memory. */
@NullMarked
package io.kinexus.operator.sandbox.route53;

import org.jspecify.annotations.NullMarked;
