/** CloudWatch in memory: three hours of metrics by the minute, metric math, alarms that are evaluated, dashboards. */
@NullMarked
package io.kinexus.operator.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
