/** CloudWatch metric alarms, and what their state says about health. */
@NullMarked
package io.kinexus.operator.kind.alarm;

import org.jspecify.annotations.NullMarked;
