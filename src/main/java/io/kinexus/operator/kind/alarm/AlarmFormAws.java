package io.kinexus.operator.kind.alarm;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** An alarm in AWS's form and in ours. */
final class AlarmFormAws {
    private AlarmFormAws() {}

    static PutMetricAlarmRequest.Builder write(AlarmSpec spec) {
        int seconds = (int) spec.period().toSeconds();
        PutMetricAlarmRequest.Builder request = PutMetricAlarmRequest.builder()
                .alarmName(spec.alarmName())
                .alarmDescription(spec.description())
                .actionsEnabled(true)
                .alarmActions(spec.alarmActions())
                .okActions(spec.okActions())
                .evaluationPeriods(spec.evaluationPeriods())
                .datapointsToAlarm(spec.datapointsToAlarm())
                .comparisonOperator(spec.comparison().aws())
                .threshold(spec.threshold())
                .treatMissingData(spec.treatMissingData().aws());
        spec.metric()
                .ifPresentOrElse(
                        stat -> single(request, stat, seconds),
                        () -> request.metrics(new MathTemplate(spec.metrics(), spec.basis())
                                .filled().stream()
                                        .map(query -> write(query, seconds))
                                        .toList()));
        return request;
    }

    private static void single(PutMetricAlarmRequest.Builder request, AlarmSpec.Stat stat, int seconds) {
        request.namespace(stat.namespace())
                .metricName(stat.metricName())
                .dimensions(dimensions(stat))
                .period(seconds);
        if (percentile(stat.stat())) {
            request.extendedStatistic(stat.stat());
        } else {
            request.statistic(stat.stat());
        }
    }

    private static MetricDataQuery write(AlarmSpec.Query query, int seconds) {
        MetricDataQuery.Builder written =
                MetricDataQuery.builder().id(query.id()).returnData(query.returnData());
        query.expression().ifPresent(written::expression);
        query.stat()
                .ifPresent(stat -> written.metricStat(MetricStat.builder()
                        .metric(Metric.builder()
                                .namespace(stat.namespace())
                                .metricName(stat.metricName())
                                .dimensions(dimensions(stat))
                                .build())
                        .stat(stat.stat())
                        .period(seconds)
                        .build()));
        return written.build();
    }

    private static List<Dimension> dimensions(AlarmSpec.Stat stat) {
        return new TreeMap<>(stat.dimensions())
                .entrySet().stream()
                        .map(one -> Dimension.builder()
                                .name(one.getKey())
                                .value(one.getValue())
                                .build())
                        .toList();
    }

    static AlarmLive read(MetricAlarm alarm) {
        return new AlarmLive(
                alarm.alarmArn(),
                alarm.alarmName(),
                Optional.ofNullable(alarm.alarmDescription()).orElse(""),
                !Boolean.FALSE.equals(alarm.actionsEnabled()),
                Optional.ofNullable(alarm.metricName()).map(name -> metric(alarm, name)),
                alarm.metrics().stream().map(AlarmFormAws::read).toList(),
                Duration.ofSeconds(period(alarm)),
                alarm.evaluationPeriods(),
                Optional.ofNullable(alarm.datapointsToAlarm()).orElse(alarm.evaluationPeriods()),
                alarm.comparisonOperatorAsString(),
                Optional.ofNullable(alarm.threshold()).orElse(0.0),
                Optional.ofNullable(alarm.treatMissingData()).orElse("missing"),
                alarm.alarmActions(),
                alarm.okActions(),
                alarm.insufficientDataActions(),
                Optional.ofNullable(alarm.unitAsString()),
                Optional.ofNullable(alarm.evaluateLowSampleCountPercentile()),
                Optional.ofNullable(alarm.thresholdMetricId()),
                alarm.stateValueAsString(),
                Optional.ofNullable(alarm.stateReason()).orElse(""));
    }

    private static AlarmSpec.Stat metric(MetricAlarm alarm, String name) {
        String statistic = alarm.extendedStatistic() == null ? alarm.statisticAsString() : alarm.extendedStatistic();
        return new AlarmSpec.Stat(alarm.namespace(), name, dimensions(alarm.dimensions()), statistic);
    }

    private static AlarmSpec.Query read(MetricDataQuery query) {
        Optional<AlarmSpec.Stat> stat = Optional.ofNullable(query.metricStat())
                .map(found -> new AlarmSpec.Stat(
                        found.metric().namespace(),
                        found.metric().metricName(),
                        dimensions(found.metric().dimensions()),
                        found.stat()));
        return new AlarmSpec.Query(
                query.id(), Optional.ofNullable(query.expression()), stat, !Boolean.FALSE.equals(query.returnData()));
    }

    /** Of one metric, the alarm's own; of metric math, that of its metrics. */
    private static int period(MetricAlarm alarm) {
        return Optional.ofNullable(alarm.period()).orElseGet(() -> alarm.metrics().stream()
                .filter(query -> query.metricStat() != null)
                .map(query -> query.metricStat().period())
                .max(Integer::compare)
                .orElse(0));
    }

    private static Map<String, String> dimensions(List<Dimension> dimensions) {
        Map<String, String> all = new LinkedHashMap<>();
        dimensions.forEach(one -> all.put(one.name(), one.value()));
        return all;
    }

    private static boolean percentile(String statistic) {
        return statistic.startsWith("p");
    }
}
