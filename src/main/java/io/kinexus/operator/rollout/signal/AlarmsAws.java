package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.AlarmReading;
import io.kinexus.operator.core.health.AlarmReading.Direction;
import io.kinexus.operator.core.resource.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Alarms by name, a hundred a call.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
 */
final class AlarmsAws {
    /** Names in one call. */
    static final int BATCH = 100;

    private static final int POINTS = 3;
    /** CloudWatch needs about two minutes until a point is there. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private AlarmsAws() {}

    /** An alarm, and how its metric is asked for; nothing to ask where it has none of its own. */
    static final class Seen {
        private final AlarmReading reading;
        private final List<MetricDataQuery> queries;
        private final Duration period;

        private Seen(AlarmReading reading, List<MetricDataQuery> queries, Duration period) {
            this.reading = reading;
            this.queries = List.copyOf(queries);
            this.period = period;
        }

        AlarmReading reading() {
            return reading;
        }
    }

    /** Those that exist; at most a hundred names. */
    static Answer<List<Seen>> read(Scope scope, List<String> names) {
        return AnswersAws.ask(() -> {
            DescribeAlarmsResponse answer = scope.client(CloudWatchClient.class).describeAlarms(r -> r.alarmNames(names)
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                    .maxRecords(BATCH));
            return Stream.concat(
                            answer.metricAlarms().stream().map(AlarmsAws::seen),
                            answer.compositeAlarms().stream().map(AlarmsAws::seen))
                    .toList();
        });
    }

    /**
     * For a caller that must have an answer.
     *
     * @throws SdkClientException with the reason why there is none
     */
    static <T> T must(Answer<T> answer) {
        return answer.value().orElseThrow(() -> SdkClientException.create(answer.problem()));
    }

    private static Seen seen(CompositeAlarm alarm) {
        return new Seen(
                new AlarmReading(
                        alarm.alarmName(),
                        alarm.stateValue() == StateValue.ALARM,
                        Optional.empty(),
                        0,
                        Optional.ofNullable(alarm.stateReason()).orElse(""),
                        List.of()),
                List.of(),
                Duration.ZERO);
    }

    private static Seen seen(MetricAlarm alarm) {
        Optional<Direction> direction =
                switch (String.valueOf(alarm.comparisonOperatorAsString())) {
                    case "GreaterThanThreshold", "GreaterThanOrEqualToThreshold" -> Optional.of(Direction.ABOVE);
                    case "LessThanThreshold", "LessThanOrEqualToThreshold" -> Optional.of(Direction.BELOW);
                    default -> Optional.empty();
                };
        List<MetricDataQuery> queries = queries(alarm);
        return new Seen(
                new AlarmReading(
                        alarm.alarmName(),
                        alarm.stateValue() == StateValue.ALARM,
                        queries.isEmpty() ? Optional.empty() : direction,
                        Optional.ofNullable(alarm.threshold()).orElse(0.0),
                        Optional.ofNullable(alarm.stateReason()).orElse(""),
                        List.of()),
                queries,
                Duration.ofSeconds(period(alarm)));
    }

    private static int period(MetricAlarm alarm) {
        return Optional.ofNullable(alarm.period()).orElseGet(() -> alarm.metrics().stream()
                .filter(query -> query.metricStat() != null)
                .mapToInt(query -> query.metricStat().period())
                .max()
                .orElse(60));
    }

    /** The alarm's own queries; for an alarm on one metric, that one. */
    private static List<MetricDataQuery> queries(MetricAlarm alarm) {
        if (alarm.metricName() == null) {
            return alarm.metrics();
        }
        String statistic = Optional.ofNullable(alarm.statisticAsString()).orElseGet(() -> alarm.extendedStatistic());
        return List.of(MetricDataQuery.builder()
                .id("value")
                .metricStat(s -> s.stat(statistic).period(alarm.period()).metric(m -> m.namespace(alarm.namespace())
                        .metricName(alarm.metricName())
                        .dimensions(alarm.dimensions())))
                .build());
    }

    /** The alarm with the newest complete points of its metric; with none where it has none to ask for. */
    static Answer<AlarmReading> withPoints(Scope scope, Seen alarm, Instant now) {
        if (alarm.queries.isEmpty()) {
            return Answer.of(alarm.reading);
        }
        Instant from = now.minus(LATE).minus(alarm.period.multipliedBy(POINTS + 1L));
        return AnswersAws.ask(() -> alarm.reading.with(scope
                .client(CloudWatchClient.class)
                .getMetricData(r -> r.metricDataQueries(alarm.queries)
                        .startTime(from)
                        .endTime(now)
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                .metricDataResults()
                .stream()
                .findFirst()
                .map(result -> complete(result, now.minus(alarm.period)))
                .orElse(List.of())));
    }

    private static List<Double> complete(MetricDataResult result, Instant latest) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < result.values().size(); i++) {
            if (!result.timestamps().get(i).isAfter(latest)) {
                values.add(result.values().get(i));
            }
        }
        return values;
    }
}
