package io.kinexus.operator.rollout.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One service deployment as ECS describes it.
 *
 * @param status ECS's own word
 * @param stage ECS's own word; empty for a rolling one
 * @param target the ARN of the revision on its way
 * @param weight the share of production traffic that ECS has asked for, in percent; empty for a rolling one
 * @param requested how many tasks of the target there are to be
 * @param running how many of them run
 * @param says why it is as it is; empty while all is well
 */
record Shown(
        String arn,
        String status,
        String stage,
        Instant createdAt,
        String target,
        Optional<Double> weight,
        int requested,
        int running,
        String says) {
    private static final Set<String> FINAL = Set.of("SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED");

    /** ECS does not change it any more. */
    boolean over() {
        return FINAL.contains(status);
    }

    boolean succeeded() {
        return status.equals("SUCCESSFUL");
    }
}
