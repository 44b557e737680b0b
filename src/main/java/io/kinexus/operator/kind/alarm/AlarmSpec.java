package io.kinexus.operator.kind.alarm;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One metric alarm. The metric is either {@code metric} or, where that is empty, what {@code metrics} compute. A percentage
 * of something that CloudWatch does not measure (allocated storage, connections that a database allows) is computed with the
 * live value of that: an expression holds {@code {name}} where {@code basis} has the value.
 *
 * @param alarmName at most 255 characters, starting with {@code <environment>-}
 * @param basis live values that expressions are computed with, by name; usually references
 * @param period of one point; whole minutes
 * @param evaluationPeriods how many of the latest points are looked at
 * @param datapointsToAlarm how many of them must breach
 * @param threshold in the metric's unit
 * @param alarmActions ARNs that are told when the alarm goes off
 * @param okActions ARNs that are told when it is over
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
public record AlarmSpec(
        String alarmName,
        String description,
        Optional<Stat> metric,
        List<Query> metrics,
        Map<String, String> basis,
        Duration period,
        int evaluationPeriods,
        int datapointsToAlarm,
        Comparison comparison,
        double threshold,
        Missing treatMissingData,
        List<String> alarmActions,
        List<String> okActions)
        implements Spec {

    /** How a point must stand to the threshold to breach it. */
    public enum Comparison {
        ABOVE("GreaterThanThreshold"),
        AT_LEAST("GreaterThanOrEqualToThreshold"),
        BELOW("LessThanThreshold"),
        AT_MOST("LessThanOrEqualToThreshold");

        private final String aws;

        Comparison(String aws) {
            this.aws = aws;
        }

        /** AWS's word for it. */
        public String aws() {
            return aws;
        }
    }

    /** What a point that never came counts as. */
    public enum Missing {
        MISSING("missing"),
        NOT_BREACHING("notBreaching"),
        BREACHING("breaching"),
        IGNORE("ignore");

        private final String aws;

        Missing(String aws) {
            this.aws = aws;
        }

        /** AWS's word for it. */
        public String aws() {
            return aws;
        }
    }

    /** @param stat {@code Average Sum Minimum Maximum SampleCount}, or a percentile such as {@code p99} */
    public record Stat(String namespace, String metricName, Map<String, String> dimensions, String stat) {
        public Stat {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** One line of metric math: an expression over other ids, or a metric. Exactly one returns data. */
    public record Query(String id, Optional<String> expression, Optional<Stat> stat, boolean returnData) {
        public static Query metric(String id, Stat stat) {
            return new Query(id, Optional.empty(), Optional.of(stat), false);
        }

        /** The one that the threshold is held against. */
        public static Query result(String id, String expression) {
            return new Query(id, Optional.of(expression), Optional.empty(), true);
        }
    }

    public AlarmSpec {
        metrics = List.copyOf(metrics);
        basis = Map.copyOf(basis);
        alarmActions = List.copyOf(alarmActions);
        okActions = List.copyOf(okActions);
    }
}
