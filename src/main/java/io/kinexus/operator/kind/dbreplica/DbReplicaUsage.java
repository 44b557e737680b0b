package io.kinexus.operator.kind.dbreplica;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;
import java.util.Optional;

/**
 * What a replica is billed for: as an instance of its source's engine in one zone, without backups.
 *
 * @see <a href="https://aws.amazon.com/rds/postgresql/pricing/">Amazon RDS pricing</a>
 */
final class DbReplicaUsage {
    private DbReplicaUsage() {}

    static Usage of(String instanceClass, String storageType, int gib, Optional<Integer> mostGib) {
        int most = Math.max(gib, mostGib.orElse(gib));
        return Usage.billed(
                Metered.hours("RDS/* " + instanceClass + " Single-AZ", 1),
                new Metered(
                        "RDS/storage " + storageType + " Single-AZ",
                        new Range(gib, gib, most),
                        most > gib ? "at most as far as it may grow" : ""));
    }
}
