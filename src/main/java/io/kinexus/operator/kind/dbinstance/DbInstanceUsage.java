package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is billed for: its class by the hour, its storage, and backups beyond the size of the storage.
 *
 * @see <a href="https://aws.amazon.com/rds/postgresql/pricing/">Amazon RDS pricing</a>
 */
final class DbInstanceUsage {
    private static final Map<String, String> ENGINES =
            Map.of("postgres", "PostgreSQL", "mysql", "MySQL", "mariadb", "MariaDB");
    /** Of the storage, by day. */
    private static final double CHANGES = 0.02;

    private DbInstanceUsage() {}

    /** @param most how far it may grow by itself; empty where it may not */
    record Storage(String type, int gib, Optional<Integer> most, int retentionDays) {}

    static Usage of(String engine, String instanceClass, boolean multiAz, Storage storage) {
        String zones = multiAz ? " Multi-AZ" : " Single-AZ";
        int most = Math.max(storage.gib(), storage.most().orElse(storage.gib()));
        List<Metered> billed = new ArrayList<>();
        billed.add(Metered.hours("RDS/" + ENGINES.getOrDefault(engine, engine) + " " + instanceClass + zones, 1));
        billed.add(new Metered(
                "RDS/storage " + storage.type() + zones,
                new Range(storage.gib(), storage.gib(), most),
                most > storage.gib() ? "at most as far as it may grow" : ""));
        if (storage.retentionDays() > 0) {
            billed.add(Metered.assumed(
                    "RDS/backup storage beyond free",
                    0,
                    0,
                    most * CHANGES * storage.retentionDays(),
                    "free up to the size of the storage; at most all of it is full and 2 % change every day"));
        }
        return Usage.billed(billed);
    }
}
