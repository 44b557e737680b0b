package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Deploying;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Rollout;
import java.time.Instant;

/** A rollout with what ECS shows of it now. */
record Followed(Rollout rollout, Deployment deployment) {
    String id() {
        return rollout.id();
    }

    Policy policy() {
        return rollout.order().policy();
    }

    Place place() {
        return policy().place();
    }

    Instant since() {
        return rollout.order().at();
    }

    /** Whether ECS has begun, and has not ended with something else. */
    boolean deployed() {
        return deployment.status() == Status.IN_PROGRESS || deployment.status() == Status.SUCCESSFUL;
    }

    boolean goingOn() {
        return deployment.status() == Status.IN_PROGRESS;
    }

    /** How many tasks the new revision is to have; what the policy says as long as ECS does not say it. */
    int wanted() {
        return deployment.wanted() > 0
                ? deployment.wanted()
                : policy().contents().count();
    }

    /** Whether old and new tasks stand in the same target group. */
    boolean mixed() {
        return policy().strategy() == Policy.Strategy.ROLLING
                || place().traffic()
                        .filter(traffic -> traffic.groups().size() > 1)
                        .isEmpty();
    }

    /** Whether requests reach the new revision through a group of its own. */
    boolean carries() {
        return !mixed() && deployed() && deployment.percent() > 0;
    }

    /** A first deployment has all traffic from the beginning, also while its first task still starts. */
    boolean begins() {
        return rollout.order().first() && rollout.state() instanceof Deploying;
    }
}
