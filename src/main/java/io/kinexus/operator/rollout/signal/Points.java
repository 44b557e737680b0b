package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.judge.Latency;
import io.kinexus.operator.core.judge.Minute;
import io.kinexus.operator.core.policy.Metric;
import io.kinexus.operator.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was measured of the target groups of one rollout, by minute. A minute without a point for its requests is not there;
 * one with requests and without a point for errors had none.
 */
record Points(String loadBalancer, Map<Series, Map<Instant, Double>> series) {
    /** What a rollout's metrics are made of, in all of its target groups. */
    static Set<Series> needed(Followed rollout) {
        return rollout.place().traffic().stream()
                .flatMap(traffic -> traffic.groups().stream()
                        .flatMap(group -> rollout.policy().analysis().map(Policy.Analysis::metrics).stream()
                                .flatMap(Collection::stream)
                                .flatMap(metric -> Series.of(traffic.loadBalancer(), group, metric))))
                .collect(Collectors.toSet());
    }

    private Map<Instant, Double> of(Series one) {
        return series.getOrDefault(one, Map.of());
    }

    /** How many requests reached a group, minute by minute. */
    Map<Instant, Double> requests(String group) {
        return new TreeMap<>(of(Series.requests(loadBalancer, group)));
    }

    /** One group's minutes from one moment to another. */
    List<Minute> minutes(Metric metric, String group, Instant from, Instant until) {
        List<Minute> minutes = new ArrayList<>();
        Map<Instant, Double> counts = metric.slowerThan().isPresent()
                ? of(Series.samples(loadBalancer, group))
                : of(Series.requests(loadBalancer, group));
        counts.forEach((at, count) -> {
            if (!at.isBefore(from) && at.isBefore(until)) {
                minute(metric, group, at, count).ifPresent(minutes::add);
            }
        });
        return minutes;
    }

    private Optional<Minute> minute(Metric metric, String group, Instant at, double count) {
        if (metric.slowerThan().isEmpty()) {
            double errors = of(Series.errors(loadBalancer, group)).getOrDefault(at, 0.0);
            return Optional.of(new Minute(at, count, errors));
        }
        double millis = metric.slowerThan().get();
        return Latency.minute(
                at,
                count,
                Optional.ofNullable(
                        of(Series.slower(loadBalancer, group, millis)).get(at)),
                Optional.ofNullable(
                        of(Series.within(loadBalancer, group, millis)).get(at)));
    }

    /** All groups together: the service as a whole. */
    List<Minute> minutes(Metric metric, List<String> groups, Instant from, Instant until) {
        Map<Instant, Minute> sums = new TreeMap<>();
        groups.forEach(group -> minutes(metric, group, from, until)
                .forEach(minute -> sums.merge(
                        minute.at(),
                        minute,
                        (one, other) ->
                                new Minute(one.at(), one.requests() + other.requests(), one.bad() + other.bad()))));
        return List.copyOf(sums.values());
    }
}
