package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance as read. What is asked for and still pending counts as there: it is not asked for again.
 *
 * @param allocatedGib what it has now
 * @param askedGib what it has, or will have when what is pending is done
 * @param host empty until AWS has one
 * @param parameterStatus AWS's word for how far the parameters act: {@code in-sync}, {@code applying}, {@code pending-reboot}
 * @param pending whether something waits for the maintenance window
 */
record DbInstanceLive(
        String name,
        String arn,
        String resourceId,
        String status,
        EngineVersion version,
        String instanceClass,
        int allocatedGib,
        int askedGib,
        Optional<Integer> maxAllocatedGib,
        String storageType,
        Optional<Integer> iops,
        boolean multiAz,
        boolean encrypted,
        int backupRetentionDays,
        String backupWindow,
        String maintenanceWindow,
        String subnetGroup,
        List<String> securityGroups,
        boolean deletionProtection,
        boolean copyTagsToSnapshot,
        boolean publiclyAccessible,
        String masterUsername,
        Optional<String> databaseName,
        Optional<String> host,
        Optional<Integer> port,
        String parameterGroup,
        String parameterStatus,
        List<String> logExports,
        boolean pending,
        Map<String, String> tags)
        implements Live {
    DbInstanceLive {
        securityGroups = List.copyOf(securityGroups);
        logExports = List.copyOf(logExports);
        tags = Map.copyOf(tags);
    }
}
