package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What AWS refuses in an alarm.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
final class AlarmCheck {
    private static final int LONGEST_NAME = 255;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;
    private static final int MOST_ACTIONS = 5;
    private static final Set<Integer> FINE_PERIODS = Set.of(10, 20, 30);
    private static final Set<String> TREATMENTS = Set.of("missing", "notBreaching", "breaching", "ignore");

    private AlarmCheck() {}

    /** The alarm's metrics, read, when nothing is wrong. */
    static Program check(PutMetricAlarmRequest request) {
        name(request.alarmName());
        needed(request.evaluationPeriods(), "EvaluationPeriods");
        needed(request.comparisonOperator(), "ComparisonOperator");
        if (request.thresholdMetricId() != null || anomaly(request.comparisonOperator())) {
            throw invalid("The sandbox does not know anomaly detection");
        }
        needed(request.threshold(), "Threshold");
        points(request);
        if (!TREATMENTS.contains(Optional.ofNullable(request.treatMissingData()).orElse("missing"))) {
            throw invalid("TreatMissingData must be one of breaching, notBreaching, ignore, missing");
        }
        for (List<String> actions :
                List.of(request.alarmActions(), request.okActions(), request.insufficientDataActions())) {
            actions(actions);
        }
        return request.hasMetrics() && !request.metrics().isEmpty() ? math(request) : single(request);
    }

    static void name(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("AlarmName must have 1 to 255 characters");
        }
    }

    static void actions(List<String> actions) {
        if (actions.size() > MOST_ACTIONS) {
            throw invalid("at most five actions for each state");
        }
        actions.stream().filter(arn -> !arn.startsWith("arn:")).findFirst().ifPresent(arn -> {
            throw invalid("Invalid arn syntax: " + arn);
        });
    }

    static AwsFault invalid(String what) {
        return AwsFault.badRequest("ValidationError", what);
    }

    private static void points(PutMetricAlarmRequest request) {
        if (request.evaluationPeriods() < 1) {
            throw invalid("EvaluationPeriods must be at least 1");
        }
        Integer mustBreach = request.datapointsToAlarm();
        if (mustBreach != null && (mustBreach < 1 || mustBreach > request.evaluationPeriods())) {
            throw invalid("DatapointsToAlarm must be between 1 and EvaluationPeriods");
        }
    }

    private static Program single(PutMetricAlarmRequest request) {
        needed(request.metricName(), "MetricName");
        needed(request.namespace(), "Namespace");
        needed(request.period(), "Period");
        if ((request.statistic() == null) == (request.extendedStatistic() == null)) {
            throw AwsFault.badRequest(
                    "InvalidParameterCombination", "Exactly one of Statistic and ExtendedStatistic is needed");
        }
        period(request.period(), request.evaluationPeriods());
        String statistic = request.statistic() == null ? request.extendedStatistic() : request.statisticAsString();
        return Program.of(
                MetricKey.of(request.namespace(), request.metricName(), request.dimensions()),
                Statistic.parse(statistic),
                request.period());
    }

    private static Program math(PutMetricAlarmRequest request) {
        if (request.metricName() != null || request.statistic() != null || request.period() != null) {
            throw AwsFault.badRequest(
                    "InvalidParameterCombination", "Metrics stands in place of MetricName, Statistic and Period");
        }
        Program program = Program.of(request.metrics());
        if (program.returned().size() != 1) {
            throw invalid("Exactly one element of the metrics list should return data.");
        }
        int seconds = MINUTE * program.period(program.returned().get(0));
        period(seconds, request.evaluationPeriods());
        return program;
    }

    private static void period(int seconds, int evaluationPeriods) {
        if (seconds % MINUTE != 0 && !FINE_PERIODS.contains(seconds)) {
            throw invalid("Period must be 10, 20, 30 or a multiple of 60");
        }
        long whole = (long) seconds * evaluationPeriods;
        if (whole > (seconds >= HOUR ? WEEK : DAY)) {
            throw invalid("Metrics cannot be checked across more than a day (EvaluationPeriods * Period), or a week"
                    + " when the period is an hour or more.");
        }
    }

    private static boolean anomaly(ComparisonOperator operator) {
        return switch (operator) {
            case GREATER_THAN_THRESHOLD,
                    GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                    LESS_THAN_THRESHOLD,
                    LESS_THAN_OR_EQUAL_TO_THRESHOLD -> false;
            default -> true;
        };
    }

    private static void needed(@Nullable Object value, String name) {
        if (value == null) {
            throw AwsFault.badRequest("MissingParameter", "The parameter " + name + " is required.");
        }
    }
}
