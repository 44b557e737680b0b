package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Severity;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What dashboards show of a resource: what an alarm can be about, computed alike, and what helps to read it. Only what is computed
 * with a live value is left out: when a disk grew by itself, the dashboard would be another one.
 */
public final class Figures {
    private static final String PERCENT = "%";
    private static final String MILLIS = "ms";
    private static final String BY_MINUTE = "a minute";

    private static final List<Panel> PANELS = List.of(
            new Panel("CPU and memory", PERCENT, two("CPU", Metric.CPU, "memory", Metric.MEMORY)),
            new Panel("Requests", BY_MINUTE, one("requests", Metric.REQUESTS_PER_MINUTE)),
            new Panel("Errors", PERCENT, one("of requests", Metric.ERROR_RATE)),
            new Panel("Latency", MILLIS, latencies()),
            new Panel("Targets", "", two("healthy", Metric.HEALTHY_TARGETS, "unhealthy", Metric.UNHEALTHY_TARGETS)),
            new Panel(
                    "Connections",
                    "",
                    two("connections", Metric.DATABASE_CONNECTIONS, "clients", Metric.CACHE_CONNECTIONS)),
            new Panel("Evictions", BY_MINUTE, one("evictions", Metric.EVICTIONS)),
            new Panel("Throttles", BY_MINUTE, one("throttles", Metric.THROTTLES)),
            new Panel("Dead letters", "", one("waiting", Metric.DEAD_LETTERS)));

    private Figures() {}

    /** A picture of metrics by their labels; those that do not fit the resource are left out. */
    private record Panel(String title, String unit, Map<String, Metric> metrics) {
        Optional<Figure> of(Subject subject) {
            List<Curve> curves = new ArrayList<>();
            metrics.forEach((label, metric) -> subject.measure(plain(metric))
                    .filter(measure -> measure.basis().isEmpty())
                    .ifPresent(measure -> curves.add(Curve.of(label, measure))));
            return curves.isEmpty() ? Optional.empty() : Optional.of(new Figure(title, unit, curves));
        }
    }

    /** @param about {@code kind/name}; nothing of what is not declared */
    public static List<Figure> of(Site site, String about) {
        return Subjects.find(about, site)
                .map(subject -> {
                    List<Figure> figures = new ArrayList<>();
                    PANELS.forEach(panel -> panel.of(subject).ifPresent(figures::add));
                    figures.addAll(subject.more());
                    return figures;
                })
                .orElse(new ArrayList<>());
    }

    /** The physical names of the alarms about a resource, in the order of their declarations and rules. */
    public static List<String> alarms(Site site, String about) {
        return Subjects.find(about, site)
                .map(subject -> site.all(AlarmsDeclaration.class).stream()
                        .filter(one -> one.spec().about().contains(about))
                        .flatMap(one -> one.spec().rules().stream()
                                .filter(rule -> subject.measure(rule).isPresent())
                                .map(rule -> AlarmsBlueprint.physicalName(site, one.name(), rule, about)))
                        .toList())
                .orElse(List.of());
    }

    private static Rule plain(Metric metric) {
        return new Rule(
                "figure",
                Severity.WARNING,
                metric,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, Metric> one(String label, Metric metric) {
        return Map.of(label, metric);
    }

    private static Map<String, Metric> two(String first, Metric one, String second, Metric two) {
        Map<String, Metric> both = new LinkedHashMap<>();
        both.put(first, one);
        both.put(second, two);
        return both;
    }

    private static Map<String, Metric> latencies() {
        Map<String, Metric> all = two("p50", Metric.LATENCY_P50, "p95", Metric.LATENCY_P95);
        all.put("p99", Metric.LATENCY_P99);
        return all;
    }
}
