package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Metrics by the minute, five hundred a call, whatever rollout they are for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
final class MetricsAws {
    private static final int BATCH = 500;
    private static final int MINUTE = 60;
    private static final String NAMESPACE = "AWS/ApplicationELB";

    private MetricsAws() {}

    /** By the minute's first moment; a series that could not be read says why. */
    static Map<Series, Answer<Map<Instant, Double>>> read(
            Scope scope, Collection<Series> wanted, Instant from, Instant until) {
        Map<Series, Answer<Map<Instant, Double>>> read = new HashMap<>();
        for (List<Series> batch : Sweep.batches(List.copyOf(wanted), BATCH)) {
            Answer<Map<Series, Answer<Map<Instant, Double>>>> answer =
                    AnswersAws.ask(() -> read(scope, batch, from, until));
            batch.forEach(one -> read.put(
                    one,
                    answer.value()
                            .map(found -> found.getOrDefault(one, Answer.none("CloudWatch left it out")))
                            .orElseGet(() -> Answer.none(answer.problem()))));
        }
        return read;
    }

    private static Map<Series, Answer<Map<Instant, Double>>> read(
            Scope scope, List<Series> batch, Instant from, Instant until) {
        List<MetricDataQuery> queries = new ArrayList<>();
        Map<String, Series> byId = new HashMap<>();
        batch.forEach(one -> {
            String id = "q" + queries.size();
            byId.put(id, one);
            queries.add(query(id, one));
        });
        Map<Series, Answer<Map<Instant, Double>>> read = new HashMap<>();
        scope.client(CloudWatchClient.class)
                .getMetricDataPaginator(
                        r -> r.metricDataQueries(queries).startTime(from).endTime(until))
                .metricDataResults()
                .forEach(result -> note(read, byId, result));
        return read;
    }

    /** Pages of one series are put together; a page that failed makes it unreadable. */
    private static void note(
            Map<Series, Answer<Map<Instant, Double>>> read, Map<String, Series> byId, MetricDataResult result) {
        Series series = byId.get(result.id());
        if (series == null) {
            return;
        }
        if (result.statusCode() == StatusCode.INTERNAL_ERROR || result.statusCode() == StatusCode.FORBIDDEN) {
            read.put(series, Answer.none("CloudWatch answers " + result.statusCodeAsString()));
            return;
        }
        Map<Instant, Double> points = new TreeMap<>();
        for (int i = 0; i < result.timestamps().size(); i++) {
            points.put(result.timestamps().get(i), result.values().get(i));
        }
        read.merge(series, Answer.of(points), (before, more) -> before.value()
                .map(some -> {
                    Map<Instant, Double> all = new TreeMap<>(some);
                    all.putAll(points);
                    return Answer.of(all);
                })
                .orElse(before));
    }

    private static MetricDataQuery query(String id, Series series) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.stat(series.statistic()).period(MINUTE).metric(m -> m.namespace(NAMESPACE)
                        .metricName(series.metric())
                        .dimensions(
                                dimension("LoadBalancer", series.loadBalancer()),
                                dimension("TargetGroup", series.group()))))
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
