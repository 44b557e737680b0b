package io.kinexus.operator.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** One metric: its namespace, name and dimensions, whatever the order in which they came. */
public record MetricKey(String namespace, String name, Map<String, String> dimensions) {
    public MetricKey {
        dimensions = Map.copyOf(dimensions);
    }

    /** @param dimensions name, value, name, value, ... */
    public static MetricKey of(String namespace, String name, String... dimensions) {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i + 1 < dimensions.length; i += 2) {
            all.put(dimensions[i], dimensions[i + 1]);
        }
        return new MetricKey(namespace, name, all);
    }

    static MetricKey of(String namespace, String name, List<Dimension> dimensions) {
        Map<String, String> all = new TreeMap<>();
        dimensions.forEach(dimension -> all.put(dimension.name(), dimension.value()));
        return new MetricKey(namespace, name, all);
    }

    static MetricKey of(Metric metric) {
        return of(metric.namespace(), metric.metricName(), metric.dimensions());
    }

    Metric describe() {
        List<Dimension> all = new ArrayList<>();
        new TreeMap<>(dimensions)
                .forEach((key, value) ->
                        all.add(Dimension.builder().name(key).value(value).build()));
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(all)
                .build();
    }
}
