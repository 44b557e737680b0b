package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Database. CloudWatch has neither the size of the disk nor the connections that the engine allows; percentages are
 * computed with the instance's live values, and follow them when storage grows or the class changes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">RDS metrics</a>
 */
record DatabaseSubject(String name, DatabaseDeclaration database, Site site) implements Subject {
    private static final long GIB = 1L << 30;

    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case CPU -> Optional.of(Measure.single(stat("CPUUtilization", "Average")));
            case MEMORY -> Optional.of(memory());
            case DATABASE_CONNECTIONS -> Optional.of(Measure.single(stat("DatabaseConnections", "Average")));
            case DATABASE_CONNECTIONS_PERCENT -> Optional.of(connections());
            case FREE_STORAGE_PERCENT -> Optional.of(storage());
            case SLOW_QUERIES_PER_MINUTE -> Optional.of(SlowQueries.measure(site, name, rule));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "Free",
                "GiB",
                List.of(
                        Curve.gib("storage", stat("FreeStorageSpace", "Average")),
                        Curve.gib("memory", stat("FreeableMemory", "Average")))));
        figures.add(new Figure(
                "Disk latency",
                "ms",
                List.of(
                        Curve.millis("read", stat("ReadLatency", "Average")),
                        Curve.millis("write", stat("WriteLatency", "Average")))));
        figures.add(new Figure(
                "Disk operations",
                "a second",
                List.of(
                        Curve.of("read", stat("ReadIOPS", "Average")),
                        Curve.of("write", stat("WriteIOPS", "Average")))));
        List<Curve> slow = SlowQueries.counted(site, name);
        if (!slow.isEmpty()) {
            figures.add(new Figure("Slow queries", "a minute", slow));
        }
        return figures;
    }

    private Measure memory() {
        String bytes = site.ref("db-instance", name, "memory");
        return Measure.math(List.of(
                        Query.metric("free", stat("FreeableMemory", "Average")),
                        Query.result("percent", "100 * (1 - free / {bytes})")))
                .on("bytes", bytes, "computed from the memory of the live instance class in bytes: " + bytes);
    }

    private Measure connections() {
        String most = site.ref("db-instance", name, "maxConnections");
        return Measure.math(List.of(
                        Query.metric("connections", stat("DatabaseConnections", "Average")),
                        Query.result("percent", "100 * connections / {most}")))
                .on("most", most, "computed from the connections that the live instance class allows: " + most);
    }

    private Measure storage() {
        String gib = site.ref("db-instance", name, "allocatedStorage");
        return Measure.math(List.of(
                        Query.metric("free", stat("FreeStorageSpace", "Average")),
                        Query.result("percent", "100 * free / ({gib} * " + GIB + ")")))
                .on("gib", gib, "computed from the live allocated storage in GiB: " + gib);
    }

    private Stat stat(String metricName, String stat) {
        return new Stat("AWS/RDS", metricName, Map.of("DBInstanceIdentifier", identifier()), stat);
    }

    private String identifier() {
        return database.existing()
                .map(existing -> existing.substring(existing.lastIndexOf(':') + 1))
                .orElse(name);
    }
}
