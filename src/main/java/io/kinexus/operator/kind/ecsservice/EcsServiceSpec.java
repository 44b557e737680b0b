package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One ECS service on Fargate.
 *
 * @param name unique in its cluster
 * @param cluster name or ARN
 * @param taskDefinition the ARN of the revision that should run
 * @param desiredCount how many tasks run at first, and for good unless {@code scaled}
 * @param scaled a scaler decides the count from then on
 * @param capacity the strategy; empty for the plain launch type FARGATE
 * @param gracePeriodSeconds how long after a task's start its health is not judged; empty without a load balancer
 */
public record EcsServiceSpec(
        String name,
        String cluster,
        String taskDefinition,
        int desiredCount,
        boolean scaled,
        List<Share> capacity,
        Network network,
        List<Target> targets,
        Deployment deployment,
        Optional<Integer> gracePeriodSeconds,
        boolean executeCommand)
        implements Spec {
    public EcsServiceSpec {
        capacity = List.copyOf(capacity);
        targets = List.copyOf(targets);
    }

    /** A capacity provider's part of the tasks. */
    public record Share(String provider, int weight, int base) {}

    /** Where tasks stand. */
    public record Network(Set<String> subnets, Set<String> securityGroups, boolean publicIp) {
        public Network {
            subnets = Set.copyOf(subnets);
            securityGroups = Set.copyOf(securityGroups);
        }
    }

    /** A target group that the container's port is registered with. */
    public record Target(String targetGroupArn, String container, int port) {}

    /**
     * The envelope of a rolling deployment, in percent of the desired count.
     *
     * @param breaker the circuit breaker, with rollback
     */
    public record Deployment(int minimumHealthyPercent, int maximumPercent, boolean breaker) {}
}
