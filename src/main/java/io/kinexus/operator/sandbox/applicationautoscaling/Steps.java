package io.kinexus.operator.sandbox.applicationautoscaling;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.applicationautoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.applicationautoscaling.model.StepScalingPolicyConfiguration;

/**
 * A step policy: how much to change by how far the alarm's metric is past its threshold.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html">Step
 *     scaling</a>
 */
record Steps(StepScalingPolicyConfiguration configuration) {
    private static final double HUNDRED = 100;
    private static final int USUAL_COOLDOWN = 300;

    Duration cooldown() {
        return Duration.ofSeconds(Optional.ofNullable(configuration.cooldown()).orElse(USUAL_COOLDOWN));
    }

    /** @param past the metric's value minus the alarm's threshold */
    int next(int desired, double past) {
        return configuration.stepAdjustments().stream()
                .filter(step -> fits(step, past))
                .findFirst()
                .map(step -> adjusted(desired, step.scalingAdjustment()))
                .orElse(desired);
    }

    private static boolean fits(StepAdjustment step, double past) {
        double from = Optional.ofNullable(step.metricIntervalLowerBound()).orElse(Double.NEGATIVE_INFINITY);
        double to = Optional.ofNullable(step.metricIntervalUpperBound()).orElse(Double.POSITIVE_INFINITY);
        return past >= from && past < to;
    }

    private int adjusted(int desired, int amount) {
        if (configuration.adjustmentType() == AdjustmentType.EXACT_CAPACITY) {
            return amount;
        }
        if (configuration.adjustmentType() == AdjustmentType.CHANGE_IN_CAPACITY) {
            return desired + amount;
        }
        double part = desired * amount / HUNDRED;
        int change = (int) (part > 0 ? Math.max(1, Math.floor(part)) : Math.min(-1, Math.ceil(part)));
        int least = Optional.ofNullable(configuration.minAdjustmentMagnitude()).orElse(0);
        return desired + (Math.abs(change) < least ? Integer.signum(change) * least : change);
    }
}
