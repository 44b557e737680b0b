package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
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
    public Optional<Measure> measure(Metric metric) {
        return switch (metric) {
            case CPU -> Optional.of(Measure.single(stat("CPUUtilization", "Average")));
            case DATABASE_CONNECTIONS -> Optional.of(Measure.single(stat("DatabaseConnections", "Average")));
            case DATABASE_CONNECTIONS_PERCENT -> Optional.of(connections());
            case FREE_STORAGE_PERCENT -> Optional.of(storage());
            case SLOW_QUERIES_PER_MINUTE ->
                Optional.of(Measure.single(new Stat(
                                "Kinexus/Database", "SlowQueries", Map.of("DBInstanceIdentifier", identifier()), "Sum"))
                        .quietWhenMissing()
                        .waiting("metric-filter"));
            case MEMORY,
                    ERROR_RATE,
                    LATENCY_P50,
                    LATENCY_P95,
                    LATENCY_P99,
                    REQUESTS_PER_MINUTE,
                    HEALTHY_TARGETS,
                    UNHEALTHY_TARGETS,
                    CACHE_CONNECTIONS,
                    EVICTIONS -> Optional.empty();
        };
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
