package io.kinexus.operator.sandbox.cloudwatch;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What an alarm's points make of it, by AWS's table for missing data: as many of the most recent real points as are needed
 * are taken from a range a little longer than the evaluation periods; only what is then still missing is filled. That the
 * range is longer by two points is a guess from the table, which shows five for three.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Missing data</a>
 */
final class AlarmState {
    private static final int FURTHER = 2;

    private AlarmState() {}

    /** What comes out, and the sentence that AWS would write beside it, made only when it is needed. */
    record Judged(StateValue state, Supplier<String> reason) {}

    /** How many points are looked at for so many evaluation periods. */
    static int range(int evaluationPeriods) {
        return evaluationPeriods + FURTHER;
    }

    /**
     * @param points of the whole range, oldest first; a missing one is not a number
     * @return empty when the state stays as it is
     */
    static Optional<Judged> of(MetricAlarm alarm, double[] points) {
        int needed = alarm.evaluationPeriods();
        int mustBreach = Optional.ofNullable(alarm.datapointsToAlarm()).orElse(needed);
        int real = 0;
        int breaching = 0;
        int oldest = 0;
        double latest = Double.NaN;
        for (int i = points.length - 1; i >= 0 && real < needed; i--) {
            if (!Double.isNaN(points[i])) {
                latest = real == 0 ? points[i] : latest;
                real++;
                oldest = points.length - i;
                breaching += breaches(alarm.comparisonOperator(), points[i], alarm.threshold()) ? 1 : 0;
            }
        }
        Tally tally = new Tally(needed, mustBreach, real, breaching, oldest, latest);
        String treat = Optional.ofNullable(alarm.treatMissingData()).orElse("missing");
        return state(treat, tally).map(state -> new Judged(state, () -> reason(alarm, state, tally)));
    }

    /**
     * What was counted in the range.
     *
     * @param oldest how many periods ago the oldest of the real points was; 1 is the latest period
     */
    private record Tally(int needed, int mustBreach, int real, int breaching, int oldest, double latest) {}

    private static Optional<StateValue> state(String treat, Tally tally) {
        if (tally.real() == 0) {
            return switch (treat) {
                case "breaching" -> Optional.of(StateValue.ALARM);
                case "notBreaching" -> Optional.of(StateValue.OK);
                case "ignore" -> Optional.empty();
                default -> Optional.of(StateValue.INSUFFICIENT_DATA);
            };
        }
        int missing = tally.needed() - tally.real();
        int counted = tally.breaching() + (treat.equals("breaching") ? missing : 0);
        if (counted >= tally.mustBreach()) {
            return Optional.of(StateValue.ALARM);
        }
        boolean allThatIsThere = tally.breaching() == tally.real() && missing > 0;
        if (!allThatIsThere || treat.equals("notBreaching")) {
            return Optional.of(StateValue.OK);
        }
        // Too few points to be sure: AWS waits until the first breach is old enough.
        return treat.equals("missing") && tally.oldest() >= tally.mustBreach()
                ? Optional.of(StateValue.ALARM)
                : Optional.empty();
    }

    private static boolean breaches(ComparisonOperator operator, double value, double threshold) {
        return switch (operator) {
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            default -> value <= threshold;
        };
    }

    private static String reason(MetricAlarm alarm, StateValue state, Tally tally) {
        if (tally.real() == 0) {
            return state == StateValue.INSUFFICIENT_DATA
                    ? "Insufficient Data: " + tally.needed() + " datapoints were unknown."
                    : "Threshold Crossed: no datapoints were received for " + tally.needed() + " periods and "
                            + tally.needed() + " missing datapoints were treated as [" + alarm.treatMissingData()
                            + "].";
        }
        boolean bad = state == StateValue.ALARM;
        return String.format(
                Locale.ROOT,
                "Threshold Crossed: %d out of the last %d datapoints (latest %.4g) %s %s the threshold (%s)"
                        + " (minimum %d for %s transition).",
                bad ? tally.breaching() : tally.real() - tally.breaching(),
                tally.needed(),
                tally.latest(),
                bad ? "breached" : "did not breach",
                alarm.comparisonOperatorAsString(),
                alarm.threshold(),
                tally.mustBreach(),
                state);
    }
}
