package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Reading and writing metrics. The sandbox keeps three hours by the minute; finer points are added up into their minute.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
final class Queries {
    private static final int MOST_QUERIES = 500;
    private static final int MOST_DATUMS = 1000;
    private static final int PAGE = 500;
    private static final int SECONDS = 60;

    private final Account account;
    private final Metrics metrics;

    Queries(Account account, Metrics metrics) {
        this.account = account;
        this.metrics = metrics;
    }

    void install(Handlers handlers) {
        handlers.on(PutMetricDataRequest.class, this::put);
        handlers.on(GetMetricDataRequest.class, this::get);
        handlers.on(GetMetricStatisticsRequest.class, this::statistics);
        handlers.on(ListMetricsRequest.class, this::list);
    }

    private PutMetricDataResponse put(PutMetricDataRequest request) {
        String namespace = Optional.ofNullable(request.namespace()).orElse("");
        if (namespace.isEmpty() || namespace.startsWith("AWS/")) {
            throw AwsFault.badRequest("InvalidParameterValue", "The value " + namespace + " for Namespace is invalid.");
        }
        if (request.metricData().size() > MOST_DATUMS) {
            throw AwsFault.badRequest("InvalidParameterValue", "at most 1000 metrics in one request");
        }
        request.metricData().forEach(datum -> put(namespace, datum));
        return PutMetricDataResponse.builder().build();
    }

    private void put(String namespace, MetricDatum datum) {
        if (datum.metricName() == null) {
            throw AwsFault.badRequest("MissingParameter", "The parameter MetricData.member.1.MetricName is required.");
        }
        Instant at = Optional.ofNullable(datum.timestamp()).orElse(account.now());
        if (at.isAfter(account.now().plus(Duration.ofHours(2)))) {
            throw AwsFault.badRequest("InvalidParameterValue", "Timestamp must not be more than two hours ahead");
        }
        metrics.add(MetricKey.of(namespace, datum.metricName(), datum.dimensions()), Metrics.minute(at), point(datum));
    }

    private static Series.Point point(MetricDatum datum) {
        if (datum.statisticValues() != null) {
            var set = datum.statisticValues();
            return new Series.Point(set.sampleCount(), set.sum(), set.minimum(), set.maximum(), Optional.empty());
        }
        List<Double> values = datum.hasValues()
                ? datum.values()
                : Optional.ofNullable(datum.value()).stream().toList();
        if (values.isEmpty()) {
            throw AwsFault.badRequest("MissingParameter", "A metric needs Value, Values or StatisticValues.");
        }
        List<Distribution.Weighted> weighted = new ArrayList<>();
        double count = 0;
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            double weight = datum.hasCounts() ? datum.counts().get(i) : 1;
            weighted.add(new Distribution.Weighted(values.get(i), weight));
            count += weight;
            sum += weight * values.get(i);
        }
        return new Series.Point(
                count, sum, Collections.min(values), Collections.max(values), Optional.of(Distribution.of(weighted)));
    }

    private GetMetricDataResponse get(GetMetricDataRequest request) {
        if (request.metricDataQueries().isEmpty() || request.metricDataQueries().size() > MOST_QUERIES) {
            throw AwsFault.badRequest("ValidationError", "MetricDataQueries takes 1 to " + MOST_QUERIES + " queries");
        }
        checkTimes(request.startTime(), request.endTime());
        Program program = Program.of(request.metricDataQueries());
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        List<MetricDataResult> results = program.returned().stream()
                .map(line -> result(program, line, request.startTime(), request.endTime(), ascending))
                .toList();
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private MetricDataResult result(Program program, Program.Line line, Instant start, Instant end, boolean ascending) {
        int period = program.period(line);
        int from = first(start, period);
        int points = points(from, end, period);
        double[] values = program.run(metrics, line, from, period, points);
        List<Instant> times = new ArrayList<>();
        List<Double> there = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            if (Double.isFinite(values[i])) {
                times.add(Metrics.start(from + i * period));
                there.add(values[i]);
            }
        }
        if (!ascending) {
            Collections.reverse(times);
            Collections.reverse(there);
        }
        return MetricDataResult.builder()
                .id(line.id())
                .label(line.label())
                .timestamps(times)
                .values(there)
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    /** Periods stand on whole multiples of themselves; nothing is kept from before three hours ago. */
    private int first(Instant start, int period) {
        int kept = Metrics.minute(account.now()) - Series.KEPT;
        int from = Math.max(Metrics.minute(start), kept);
        return from - Math.floorMod(from, period);
    }

    private static int points(int from, Instant end, int period) {
        int until = Metrics.minute(end.plusSeconds(SECONDS - 1L));
        return Math.max(0, (until - from + period - 1) / period);
    }

    private static void checkTimes(Instant start, Instant end) {
        if (start == null || end == null) {
            throw AwsFault.badRequest("MissingParameter", "StartTime and EndTime are required.");
        }
        if (!start.isBefore(end)) {
            throw AwsFault.badRequest("ValidationError", "The parameter EndTime must be greater than StartTime");
        }
    }

    private GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
        checkTimes(request.startTime(), request.endTime());
        if (request.period() == null || request.period() < 1) {
            throw AwsFault.badRequest("MissingParameter", "The parameter Period is required.");
        }
        MetricKey key = MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
        int period = Math.max(1, request.period() / SECONDS);
        int from = first(request.startTime(), period);
        int points = points(from, request.endTime(), period);
        List<Datapoint> all = new ArrayList<>();
        metrics.of(key).ifPresent(series -> {
            for (int i = 0; i < points; i++) {
                datapoint(request, series, from + i * period, period).ifPresent(all::add);
            }
        });
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(all)
                .build();
    }

    private static Optional<Datapoint> datapoint(
            GetMetricStatisticsRequest request, Series series, int from, int period) {
        if (Double.isNaN(series.statistic(Statistic.parse("SampleCount"), from, period))) {
            return Optional.empty();
        }
        Datapoint.Builder point =
                Datapoint.builder().timestamp(Metrics.start(from)).unit(request.unit());
        for (String name : request.statisticsAsStrings()) {
            double value = series.statistic(Statistic.parse(name), from, period);
            switch (name) {
                case "Average" -> point.average(value);
                case "Sum" -> point.sum(value);
                case "Minimum" -> point.minimum(value);
                case "Maximum" -> point.maximum(value);
                default -> point.sampleCount(value);
            }
        }
        Map<String, Double> extended = new HashMap<>();
        request.extendedStatistics()
                .forEach(name -> extended.put(name, series.statistic(Statistic.parse(name), from, period)));
        return Optional.of(point.extendedStatistics(extended).build());
    }

    private ListMetricsResponse list(ListMetricsRequest request) {
        List<MetricKey> matching = metrics.recent(Metrics.minute(account.now())).stream()
                .filter(key -> request.namespace() == null || key.namespace().equals(request.namespace()))
                .filter(key -> request.metricName() == null || key.name().equals(request.metricName()))
                .filter(key -> request.dimensions().stream().allMatch(filter -> matches(filter, key)))
                .sorted(Comparator.comparing(MetricKey::toString))
                .toList();
        Pages.Page<MetricKey> page = Pages.of(matching, null, PAGE, PAGE, request.nextToken());
        return ListMetricsResponse.builder()
                .metrics(page.items().stream().map(MetricKey::describe).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(DimensionFilter filter, MetricKey key) {
        String value = key.dimensions().get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }
}
