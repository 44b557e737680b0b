package io.kinexus.operator.kind.dbreplica;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One replica as read. What is asked for and still pending counts as there: it is not asked for again.
 *
 * @param source empty once it has been promoted
 * @param replicating what AWS says is wrong with the replication; empty while it runs, and before it has begun
 * @param pending whether something waits for the maintenance window
 */
record DbReplicaLive(
        String name,
        String arn,
        String status,
        Optional<String> source,
        String instanceClass,
        int allocatedGib,
        Optional<Integer> maxAllocatedGib,
        String storageType,
        Optional<Integer> iops,
        String maintenanceWindow,
        List<String> securityGroups,
        String parameterGroup,
        List<String> logExports,
        boolean deletionProtection,
        boolean copyTagsToSnapshot,
        boolean publiclyAccessible,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> replicating,
        boolean pending,
        Map<String, String> tags)
        implements Live {
    DbReplicaLive {
        securityGroups = List.copyOf(securityGroups);
        logExports = List.copyOf(logExports);
        tags = Map.copyOf(tags);
    }
}
