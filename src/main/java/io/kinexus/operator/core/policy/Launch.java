package io.kinexus.operator.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a Task is started, by whomever; what AWS has is referred to as in a spec.
 *
 * @param task its name in the files
 * @param cluster its name
 * @param family of its task definitions: whatever runs of it is a run of the Task
 * @param taskDefinition the ARN of the newest
 * @param container the container that the Task is about
 * @param capacity how the cluster spreads tasks; empty for plain Fargate
 * @param timeout how long any run of it may take
 */
public record Launch(
        String task,
        String cluster,
        String family,
        String taskDefinition,
        String container,
        Set<String> subnets,
        Set<String> securityGroups,
        boolean publicIp,
        List<Capacity> capacity,
        Duration timeout) {
    public Launch {
        subnets = Set.copyOf(subnets);
        securityGroups = Set.copyOf(securityGroups);
        capacity = List.copyOf(capacity);
    }

    /** A capacity provider's share. */
    public record Capacity(String provider, int weight, int base) {}
}
