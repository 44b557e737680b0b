package io.kinexus.operator.sandbox.cloudwatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All metrics of an account, by the minute. */
final class Metrics {
    private static final int SECONDS = 60;

    private final Map<MetricKey, Series> all = new HashMap<>();

    static int minute(Instant at) {
        return (int) (at.getEpochSecond() / SECONDS);
    }

    static Instant start(int minute) {
        return Instant.ofEpochSecond((long) minute * SECONDS);
    }

    void add(MetricKey key, int minute, Series.Point point) {
        all.computeIfAbsent(key, fresh -> new Series()).add(minute, point);
    }

    Optional<Series> of(MetricKey key) {
        return Optional.ofNullable(all.get(key));
    }

    /** What got data within the three hours before this minute. */
    List<MetricKey> recent(int minute) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().latest() > minute - Series.KEPT)
                .map(Map.Entry::getKey)
                .toList();
    }

    Stream<MetricKey> keys() {
        return all.keySet().stream();
    }
}
