package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One service as read.
 *
 * @param cluster its ARN
 * @param launchType empty while a capacity provider strategy is in use
 * @param grace empty where there is no load balancer
 * @param rebalancing empty where AWS says nothing, which is not the same as off
 * @param registries service registries that somebody attached
 */
record EcsServiceLive(
        String arn,
        String name,
        String cluster,
        String taskDefinition,
        int desiredCount,
        Set<EcsServiceSpec.Share> capacity,
        Optional<String> launchType,
        String platformVersion,
        EcsServiceSpec.Network network,
        Set<EcsServiceSpec.Target> targets,
        Deploys deploys,
        Optional<Integer> grace,
        Marks marks,
        Optional<String> rebalancing,
        Set<String> registries,
        Progress progress)
        implements Live {
    EcsServiceLive {
        capacity = Set.copyOf(capacity);
        targets = Set.copyOf(targets);
        registries = Set.copyOf(registries);
    }

    /**
     * How new revisions come in.
     *
     * @param alarms those that are switched on
     * @param hooks what is called on the way
     */
    record Deploys(
            String strategy,
            int minimumHealthyPercent,
            int maximumPercent,
            boolean breaker,
            boolean rollback,
            Optional<Integer> bakeTimeInMinutes,
            Optional<EcsServiceSpec.Steps> canary,
            Optional<EcsServiceSpec.Steps> linear,
            Set<String> alarms,
            boolean alarmsRollBack,
            Set<String> hooks) {
        Deploys {
            alarms = Set.copyOf(alarms);
            hooks = Set.copyOf(hooks);
        }

        boolean rolls() {
            return strategy.equals(Policy.Strategy.ROLLING.name());
        }
    }

    /** What is switched on besides. */
    record Marks(
            String scheduling, String controller, String propagateTags, boolean managedTags, boolean executeCommand) {}

    /**
     * How far it is.
     *
     * @param rollout {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}
     * @param deployments how many revisions still have a say
     * @param says the latest events, newest first
     */
    record Progress(
            String status, String rollout, String reason, int deployments, int running, int failed, List<String> says) {
        Progress {
            says = List.copyOf(says);
        }
    }

    /** Deleted, and stopping its last tasks. */
    boolean draining() {
        return progress.status().equals("DRAINING");
    }

    /** A deployment is under way, forwards or back, and somebody is at work on it. */
    boolean deploying() {
        return onRecord() && !silent();
    }

    private boolean onRecord() {
        return progress.rollout().equals("IN_PROGRESS");
    }

    /** Whether ECS has two groups to move traffic between. */
    boolean shifts() {
        return targets.stream().anyMatch(target -> target.advanced().isPresent());
    }

    /**
     * A deployment is on record, and ECS shows no task, no failure and no event of it, as servers that stand in for ECS do:
     * there is no end of it to wait for.
     */
    boolean silent() {
        return onRecord()
                && progress.deployments() == 1
                && desiredCount > 0
                && progress.running() == 0
                && progress.failed() == 0
                && progress.says().isEmpty();
    }

    /** AWS is not at work, as far as it says: nothing is starting, stopping or draining. */
    boolean settled() {
        if (silent()) {
            return true;
        }
        boolean full = progress.running() == desiredCount || progress.rollout().equals("FAILED");
        return progress.status().equals("ACTIVE") && !deploying() && full;
    }
}
