package io.kinexus.operator.core.rollout;

import java.util.List;
import java.util.Optional;

/**
 * What ECS shows of the service deployment that a rollout is about.
 *
 * @param arn of the service deployment; empty while there is none
 * @param stage ECS's own word, such as {@code PRODUCTION_TRAFFIC_SHIFT}; empty for a rolling one
 * @param percent of production traffic that goes to the new revision, from the listener rule where there is one
 * @param wanted how many tasks the new revision is to have
 * @param healthy how many of them run and are healthy; where there is a load balancer, targets that are healthy
 * @param says why, where ECS says so
 */
public record Deployment(
        Status status, Optional<String> arn, String stage, double percent, int wanted, int healthy, String says) {

    /**
     * ECS's stages, in order.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html">Stages</a>
     */
    private static final List<String> STAGES = List.of(
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            "SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT",
            "BAKE_TIME",
            "CLEAN_UP");

    /** The states of a service deployment, those that end alike taken together. */
    public enum Status {
        /** ECS has not begun one for this revision. */
        NONE,
        IN_PROGRESS,
        SUCCESSFUL,
        /** On its way back, whoever asked for it. */
        ROLLING_BACK,
        ROLLED_BACK,
        ROLLBACK_FAILED,
        /** Ended with nothing to go back to. */
        STOPPED,
        /** Another deployment has taken its place, or its service is gone. */
        OVERTAKEN
    }

    public static Deployment none() {
        return new Deployment(Status.NONE, Optional.empty(), "", 0, 0, 0, "");
    }

    /** Whether it is at that stage, or at a later one. */
    public boolean reached(String other) {
        return STAGES.indexOf(stage) >= STAGES.indexOf(other);
    }
}
