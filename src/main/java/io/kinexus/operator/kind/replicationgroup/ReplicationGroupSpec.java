package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One replication group.
 *
 * @param name at most 40 letters, digits and single hyphens, in lower case
 * @param engine {@code redis} or {@code valkey}
 * @param engineVersion as far as it matters: {@code 7}, {@code 7.1}; empty for the newest
 * @param shards empty without cluster mode
 * @param replicas of the one primary, or of each shard's
 * @param authSecret the secret whose value clients sign in with, by name
 * @param authVersion the id of that secret's version; present with the secret
 */
public record ReplicationGroupSpec(
        String name,
        String description,
        String engine,
        Optional<String> engineVersion,
        String nodeType,
        Optional<Integer> shards,
        int replicas,
        String subnetGroup,
        List<String> securityGroups,
        boolean inTransit,
        boolean atRest,
        int snapshotRetentionDays,
        Optional<String> snapshotWindow,
        Optional<String> maintenanceWindow,
        int port,
        Optional<String> authSecret,
        Optional<String> authVersion)
        implements Spec {
    public ReplicationGroupSpec {
        securityGroups = List.copyOf(securityGroups);
    }

    /** For a group that is only pointed at: nothing is stated but how to find it. */
    public static ReplicationGroupSpec pointedAt(String name) {
        return new ReplicationGroupSpec(
                name,
                "",
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                0,
                "",
                List.of(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    boolean clusterMode() {
        return shards.isPresent();
    }

    /** Somebody takes over when there is somebody; with cluster mode AWS insists on it. */
    boolean failover() {
        return clusterMode() || replicas > 0;
    }

    boolean multiAz() {
        return replicas > 0;
    }
}
