package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replication group is billed for: each node by the hour, and snapshots beyond the first.
 *
 * @see <a href="https://aws.amazon.com/elasticache/pricing/">Amazon ElastiCache pricing</a>
 */
final class ReplicationGroupUsage {
    private ReplicationGroupUsage() {}

    static Usage of(String engine, String nodeType, int nodes, int snapshots) {
        List<Metered> billed = new ArrayList<>();
        String name = engine.equals("valkey") ? "Valkey " : "Redis ";
        billed.add(Metered.hours("ElastiCache/" + name + nodeType, nodes));
        if (snapshots > 1) {
            billed.add(Metered.assumed(
                    "ElastiCache/Redis backup storage beyond free",
                    0,
                    0.25 * (snapshots - 1),
                    0.5 * (snapshots - 1) * nodes,
                    "one snapshot is free; each of the others a quarter of a GB"));
        }
        return Usage.billed(billed);
    }
}
