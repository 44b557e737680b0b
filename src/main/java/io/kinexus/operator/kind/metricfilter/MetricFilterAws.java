package io.kinexus.operator.kind.metricfilter;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.metricfilter.MetricFilterLive.Count;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.StandardUnit;

/**
 * The calls. Filters of all log groups are listed at once, since AWS takes a prefix of names only together with one group.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html">DescribeMetricFilters</a>
 */
final class MetricFilterAws {
    private static final int PAGE = 50;
    private static final Duration SOON = Duration.ofMinutes(1);

    private MetricFilterAws() {}

    private record Listing(List<MetricFilterLive> all) {}

    static Map<ResourceId, Observation<MetricFilterLive>> observe(
            Scope scope, Collection<Declared<MetricFilterSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, MetricFilterLive> live = new LinkedHashMap<>();
            list(scope).forEach(one -> live.put(one.logGroup() + " " + one.name(), one));
            Map<ResourceId, Observation<MetricFilterLive>> seen = new LinkedHashMap<>();
            for (Declared<MetricFilterSpec> one : all) {
                Optional.ofNullable(live.get(
                                one.spec().logGroup() + " " + one.spec().filterName()))
                        .ifPresent(found -> seen.put(one.id(), Observation.present(found)));
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<MetricFilterLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<MetricFilterLive>> surplus = new LinkedHashMap<>();
        for (MetricFilterLive live : list(scope)) {
            MetricFilters.id(scope.environment(), live)
                    .filter(id -> !declared.contains(id))
                    .ifPresent(id -> surplus.put(id, Observation.present(live)));
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<MetricFilterSpec> wanted, Attempt attempt) {
        return put(scope, wanted.spec());
    }

    /** AWS overwrites a filter whole. */
    static Outcome update(
            Scope scope,
            Declared<MetricFilterSpec> wanted,
            MetricFilterLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return put(scope, wanted.spec());
    }

    private static Outcome put(Scope scope, MetricFilterSpec spec) {
        try {
            scope.client(CloudWatchLogsClient.class).putMetricFilter(r -> r.logGroupName(spec.logGroup())
                    .filterName(spec.filterName())
                    .filterPattern(spec.pattern())
                    .metricTransformations(MetricTransformation.builder()
                            .metricNamespace(spec.namespace())
                            .metricName(spec.metric())
                            .metricValue("1")
                            .defaultValue(0.0)
                            .build()));
            return Outcome.done();
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "ResourceNotFoundException")
                    ? Outcome.waiting(
                            "log group " + spec.logGroup() + ", which is there once something is logged to it", SOON)
                    : AwsFailures.outcome(failure);
        }
    }

    static Outcome delete(Scope scope, ResourceId id, MetricFilterLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(CloudWatchLogsClient.class)
                        .deleteMetricFilter(r -> r.logGroupName(live.logGroup()).filterName(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<MetricFilterLive> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(scope
                                .client(CloudWatchLogsClient.class)
                                .describeMetricFiltersPaginator(r -> r.limit(PAGE))
                                .metricFilters()
                                .stream()
                                .map(MetricFilterAws::read)
                                .toList()))
                .all();
    }

    private static MetricFilterLive read(MetricFilter filter) {
        return new MetricFilterLive(
                filter.logGroupName(),
                filter.filterName(),
                Optional.ofNullable(filter.filterPattern()).orElse(""),
                filter.metricTransformations().stream()
                        .map(MetricFilterAws::read)
                        .toList(),
                Boolean.TRUE.equals(filter.applyOnTransformedLogs()));
    }

    private static Count read(MetricTransformation count) {
        boolean plain = count.unit() == null || count.unit() == StandardUnit.NONE;
        return new Count(
                count.metricNamespace(),
                count.metricName(),
                count.metricValue(),
                Optional.ofNullable(count.defaultValue()),
                (plain ? "" : ", in " + count.unitAsString())
                        + (count.dimensions().isEmpty() ? "" : ", of " + count.dimensions()));
    }
}
