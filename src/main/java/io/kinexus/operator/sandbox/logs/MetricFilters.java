package io.kinexus.operator.sandbox.logs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/**
 * What is counted in the lines of log groups, from the moment on at which a filter is made.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html">Metrics from log events</a>
 */
final class MetricFilters {
    private static final int PAGE = 50;
    private static final int MOST = 100;
    private static final int MOST_EXPRESSIONS = 5;

    private record Counting(MetricFilter filter, Predicate<String> matches) {}

    private final Account account;
    /** By group, then by name. */
    private final Map<String, Map<String, Counting>> groups = new TreeMap<>();

    MetricFilters(Account account) {
        this.account = account;
    }

    void put(PutMetricFilterRequest request) {
        MetricTransformation count = request.metricTransformations().get(0);
        if (count.metricValue().startsWith("$") || !count.dimensions().isEmpty()) {
            throw new AwsFault("NotImplemented", 501, "the sandbox takes no values or dimensions from lines");
        }
        Map<String, Counting> there = groups.computeIfAbsent(request.logGroupName(), group -> new TreeMap<>());
        Counting counting = new Counting(
                MetricFilter.builder()
                        .logGroupName(request.logGroupName())
                        .filterName(request.filterName())
                        .filterPattern(request.filterPattern())
                        .metricTransformations(request.metricTransformations())
                        .applyOnTransformedLogs(Boolean.TRUE.equals(request.applyOnTransformedLogs()))
                        .creationTime(account.now().toEpochMilli())
                        .build(),
                LinePattern.of(request.filterPattern()));
        limit(there, request);
        there.put(request.filterName(), counting);
    }

    private static void limit(Map<String, Counting> there, PutMetricFilterRequest request) {
        List<Counting> others = there.entrySet().stream()
                .filter(one -> !one.getKey().equals(request.filterName()))
                .map(Map.Entry::getValue)
                .toList();
        long expressions = others.stream()
                .filter(one -> LinePattern.isExpression(one.filter().filterPattern()))
                .count();
        boolean more = LinePattern.isExpression(request.filterPattern()) && expressions >= MOST_EXPRESSIONS;
        if (others.size() >= MOST || more) {
            throw AwsFault.badRequest("LimitExceededException", "Resource limit exceeded.");
        }
    }

    DescribeMetricFiltersResponse describe(DescribeMetricFiltersRequest request) {
        Optional<String> group = Optional.ofNullable(request.logGroupName());
        Optional<String> prefix = Optional.ofNullable(request.filterNamePrefix());
        List<MetricFilter> found = groups.entrySet().stream()
                .filter(one -> group.filter(name -> !name.equals(one.getKey())).isEmpty())
                .flatMap(one -> one.getValue().values().stream())
                .map(Counting::filter)
                .filter(one -> group.isEmpty()
                        || prefix.filter(start -> !one.filterName().startsWith(start))
                                .isEmpty())
                .filter(one -> request.metricName() == null || counts(one, request))
                .toList();
        Pages.Page<MetricFilter> page = Pages.of(found, request.limit(), PAGE, PAGE, request.nextToken());
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean counts(MetricFilter filter, DescribeMetricFiltersRequest request) {
        return filter.metricTransformations().stream()
                .anyMatch(count -> count.metricName().equals(request.metricName())
                        && count.metricNamespace().equals(request.metricNamespace()));
    }

    void delete(String group, String name) {
        if (groups.getOrDefault(group, Map.of()).remove(name) == null) {
            throw AwsFault.badRequest("ResourceNotFoundException", "The specified metric filter does not exist.");
        }
    }

    int of(String group) {
        return groups.getOrDefault(group, Map.of()).size();
    }

    void forget(String group) {
        groups.remove(group);
    }

    void count(String group, Instant at, String line) {
        groups.getOrDefault(group, Map.of()).values().forEach(one -> {
            MetricTransformation count = one.filter().metricTransformations().get(0);
            Optional<Double> value = one.matches().test(line)
                    ? Optional.of(Double.valueOf(count.metricValue()))
                    : Optional.ofNullable(count.defaultValue());
            value.ifPresent(number -> account.service(CloudWatchSandbox.class)
                    .record(MetricKey.of(count.metricNamespace(), count.metricName()), at, number));
        });
    }
}
