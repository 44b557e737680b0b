package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.policy.Policy;
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

    /** Whether ECS moves its traffic between two groups. */
    boolean shifts() {
        return targets.stream().anyMatch(target -> target.advanced().isPresent());
    }

    /** @param had whether it has two groups, of which only one is wanted any more */
    boolean leaves(boolean had) {
        return had && !shifts() && !targets.isEmpty();
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

    /**
     * A target group that the container's port is registered with.
     *
     * @param advanced where ECS moves traffic between this group and another
     */
    public record Target(String targetGroupArn, String container, int port, Optional<Advanced> advanced) {
        public Target(String targetGroupArn, String container, int port) {
            this(targetGroupArn, container, port, Optional.empty());
        }
    }

    /**
     * What ECS moves traffic with: an {@code advancedConfiguration}.
     *
     * @param alternateTargetGroupArn the other group; which of the two serves changes with each deployment
     * @param productionListenerRule the ARN of the rule whose weights ECS moves
     * @param testListenerRule the ARN of the rule that leads to a new revision before that
     * @param roleArn the role that ECS moves them with
     */
    public record Advanced(
            String alternateTargetGroupArn,
            String productionListenerRule,
            Optional<String> testListenerRule,
            String roleArn) {}

    /**
     * How new revisions come in, in ECS's own terms.
     *
     * @param minimumHealthyPercent of the desired count
     * @param maximumPercent of the desired count
     * @param breaker the circuit breaker, with rollback; ECS has it for rolling deployments alone
     * @param bakeTimeInMinutes how long the old revision is kept after all traffic has moved; empty for rolling
     * @param steps canary: the first step; linear: each step; empty for the others
     * @param alarms names of CloudWatch alarms that take a deployment back
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html">DeploymentConfiguration</a>
     */
    public record Deployment(
            Policy.Strategy strategy,
            int minimumHealthyPercent,
            int maximumPercent,
            boolean breaker,
            Optional<Integer> bakeTimeInMinutes,
            Optional<Steps> steps,
            Set<String> alarms) {
        public Deployment {
            alarms = Set.copyOf(alarms);
        }

        /** A rolling one without alarms. */
        public static Deployment rolling(int minimumHealthyPercent, int maximumPercent, boolean breaker) {
            return new Deployment(
                    Policy.Strategy.ROLLING,
                    minimumHealthyPercent,
                    maximumPercent,
                    breaker,
                    Optional.empty(),
                    Optional.empty(),
                    Set.of());
        }

        /** Whether ECS moves traffic between two target groups. */
        public boolean shifts() {
            return strategy != Policy.Strategy.ROLLING;
        }
    }

    /** A share of production traffic in percent, and for how many minutes it is held. */
    public record Steps(double percent, int bakeTimeInMinutes) {}
}
