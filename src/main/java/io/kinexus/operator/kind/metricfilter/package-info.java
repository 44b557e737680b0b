/** Metric filters: what CloudWatch Logs counts in the lines of a log group. */
@NullMarked
package io.kinexus.operator.kind.metricfilter;

import org.jspecify.annotations.NullMarked;
