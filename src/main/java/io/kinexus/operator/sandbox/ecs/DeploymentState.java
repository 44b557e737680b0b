package io.kinexus.operator.sandbox.ecs;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** One deployment of a service: a revision, and how far it has come. */
final class DeploymentState {
    final String id;
    final ServiceRevision revision;
    final Instant createdAt;
    final Breaker breaker = new Breaker();

    Instant updatedAt;
    DeploymentRolloutState rollout = DeploymentRolloutState.IN_PROGRESS;
    String reason;
    /** Tasks that failed since the last one that turned healthy, as AWS counts them. */
    int failedTasks;
    /** False once it has failed and there is nothing to go back to: ECS starts no more tasks. */
    boolean launches = true;
    /** An alarm was in ALARM when it began: AWS then looks at none of them for this deployment. */
    boolean alarmsIgnored;
    /** When all tasks of it ran and all others were gone: the alarms' bake begins. */
    Optional<Instant> settledAt = Optional.empty();
    /** Its shares of traffic, in percent, where its strategy shifts traffic. */
    private Optional<Shares> shares = Optional.empty();

    /** Of production traffic and of test traffic, in percent. */
    record Shares(double production, double test) {}

    DeploymentState(String id, ServiceRevision revision, Instant now) {
        this.id = id;
        this.revision = revision;
        createdAt = now;
        updatedAt = now;
        reason = "ECS deployment " + id + " in progress.";
    }

    Optional<Shares> shares() {
        return shares;
    }

    double productionShare() {
        return shares.map(Shares::production).orElse(0.0);
    }

    double testShare() {
        return shares.map(Shares::test).orElse(0.0);
    }

    void weigh(double production, double test) {
        shares = Optional.of(new Shares(production, test));
    }

    boolean inProgress() {
        return rollout == DeploymentRolloutState.IN_PROGRESS;
    }

    boolean completed() {
        return rollout == DeploymentRolloutState.COMPLETED;
    }

    void turn(DeploymentRolloutState state, String why, Instant now) {
        rollout = state;
        reason = why;
        updatedAt = now;
    }
}
