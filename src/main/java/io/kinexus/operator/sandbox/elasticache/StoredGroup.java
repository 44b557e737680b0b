package io.kinexus.operator.sandbox.elasticache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One replication group; its shards and nodes are described from this. */
final class StoredGroup {
    final String id;
    final String arn;
    final Instant created;
    final String hash;
    String status = "creating";
    String description = "";
    String engine = "redis";
    /** Whole, such as 7.1.0. */
    String version = "";

    String nodeType = "";
    Optional<String> pendingNodeType = Optional.empty();
    Optional<String> pendingVersion = Optional.empty();
    boolean clusterMode;
    int shards = 1;
    int replicas;
    int port;
    boolean automaticFailover;
    boolean multiAz;
    boolean inTransit;
    boolean atRest;
    boolean authToken;
    Optional<Instant> authModified = Optional.empty();
    String parameterGroup = "";
    String subnetGroup = "";
    List<String> securityGroups = List.of();
    List<String> zones = List.of();
    final List<String> interfaces = new ArrayList<>();
    int snapshotRetention;
    String snapshotWindow = "";
    String maintenanceWindow = "";
    boolean autoMinor = true;

    StoredGroup(String id, String arn, Instant created, String hash) {
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.hash = hash;
    }

    boolean is(String other) {
        return status.equals(other);
    }

    /** The names of all nodes: {@code id-001}, or {@code id-0001-001} in cluster mode. */
    List<String> members() {
        List<String> names = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            names.addAll(members(shard));
        }
        return names;
    }

    List<String> members(int shard) {
        List<String> names = new ArrayList<>();
        for (int node = 1; node <= replicas + 1; node++) {
            names.add(
                    clusterMode ? String.format("%s-%04d-%03d", id, shard, node) : String.format("%s-%03d", id, node));
        }
        return names;
    }

    /** Nodes are spread over the subnet group's zones in turn. */
    String zone(int node) {
        return zones.get(node % zones.size());
    }
}
