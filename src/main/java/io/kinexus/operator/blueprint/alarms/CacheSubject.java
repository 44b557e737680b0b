package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.cache.CacheDeclaration.ClusterMode;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Cache. ElastiCache measures node by node, so figures are the worst node's, or the sum where they are counts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html">ElastiCache metrics</a>
 */
record CacheSubject(String name, CacheDeclaration cache) implements Subject {
    /** An alarm computes with at most this many metrics. */
    static final int MOST_NODES = 10;

    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case CPU -> Optional.of(over("CPUUtilization", "Average", "MAX"));
            case MEMORY -> Optional.of(over("DatabaseMemoryUsagePercentage", "Average", "MAX"));
            case EVICTIONS -> Optional.of(over("Evictions", "Sum", "SUM").perMinute(true));
            case CACHE_CONNECTIONS -> Optional.of(over("CurrConnections", "Average", "SUM"));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(new Figure(
                "Lookups",
                "a minute",
                List.of(
                        Curve.of("hits", over("CacheHits", "Sum", "SUM")),
                        Curve.of("misses", over("CacheMisses", "Sum", "SUM")))));
    }

    private Measure over(String metricName, String stat, String fold) {
        List<String> nodes = nodes();
        if (nodes.size() == 1) {
            return Measure.single(stat(metricName, nodes.get(0), stat));
        }
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            queries.add(Query.metric("m" + (i + 1), stat(metricName, nodes.get(i), stat)));
        }
        String all = queries.stream().map(Query::id).collect(Collectors.joining(", "));
        queries.add(Query.result("all", fold + "([" + all + "])"));
        return Measure.math(queries);
    }

    private static Stat stat(String metricName, String node, String stat) {
        return new Stat("AWS/ElastiCache", metricName, Map.of("CacheClusterId", node), stat);
    }

    /** ElastiCache's own names: {@code group-001}, and with shards {@code group-0001-001}. */
    List<String> nodes() {
        String group = cache.existing()
                .map(existing -> existing.substring(existing.lastIndexOf(':') + 1))
                .orElse(name);
        Optional<ClusterMode> mode = cache.clusterMode();
        if (mode.isEmpty()) {
            return IntStream.rangeClosed(1, cache.nodeCount())
                    .mapToObj(node -> String.format(Locale.ROOT, "%s-%03d", group, node))
                    .toList();
        }
        return IntStream.rangeClosed(1, mode.get().shards())
                .boxed()
                .flatMap(shard -> IntStream.rangeClosed(1, 1 + mode.get().replicas())
                        .mapToObj(node -> String.format(Locale.ROOT, "%s-%04d-%03d", group, shard, node)))
                .toList();
    }
}
