package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/**
 * One replication group and what its nodes say. A node type or version that is asked for and still pending counts as there.
 *
 * @param host empty until AWS has one
 * @param shardIds in AWS's order
 * @param pending whether something waits for the maintenance window
 */
record ReplicationGroupLive(
        String name,
        String arn,
        String description,
        String status,
        String engine,
        String engineVersion,
        String nodeType,
        boolean clusterMode,
        int shards,
        int replicas,
        boolean failover,
        boolean multiAz,
        String subnetGroup,
        List<String> securityGroups,
        boolean inTransit,
        boolean atRest,
        int snapshotRetentionDays,
        String snapshotWindow,
        String maintenanceWindow,
        Optional<String> host,
        Optional<Integer> port,
        List<String> shardIds,
        AuthState auth,
        List<String> nodes,
        String created,
        boolean pending)
        implements Live {
    ReplicationGroupLive {
        securityGroups = List.copyOf(securityGroups);
        shardIds = List.copyOf(shardIds);
        nodes = List.copyOf(nodes);
    }
}
