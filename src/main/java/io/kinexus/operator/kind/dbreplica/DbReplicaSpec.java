package io.kinexus.operator.kind.dbreplica;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One read replica in its source's region. Engine, version, login, encryption and subnets are the source's own.
 *
 * @param name at most 63 letters, digits and single hyphens, in lower case
 * @param source the instance that it follows, by name
 * @param allocatedGib the least; it only ever grows
 * @param maxAllocatedGib up to where AWS may grow it by itself
 * @param parameterGroup empty for the source's own
 * @param logExports the types of log that go to CloudWatch
 * @param port empty for the source's own
 */
public record DbReplicaSpec(
        String name,
        String source,
        String instanceClass,
        int allocatedGib,
        Optional<Integer> maxAllocatedGib,
        String storageType,
        Optional<Integer> iops,
        Optional<String> maintenanceWindow,
        List<String> securityGroups,
        Optional<String> parameterGroup,
        List<String> logExports,
        boolean deletionProtection,
        Optional<Integer> port)
        implements Spec {
    public DbReplicaSpec {
        securityGroups = List.copyOf(securityGroups);
        logExports = List.copyOf(logExports);
    }

    /** Empty for AWS's own group: a new replica takes its source's, which is the same one. */
    Optional<String> ownParameterGroup() {
        return parameterGroup.filter(group -> !group.startsWith("default."));
    }
}
