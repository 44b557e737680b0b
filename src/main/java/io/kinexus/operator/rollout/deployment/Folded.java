package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import java.util.Map;
import java.util.Optional;

/** What ECS shows, in a rollout's terms. */
final class Folded {
    private static final double ALL = 100;
    private static final Map<String, Status> STATUS = Map.of(
            "PENDING", Status.IN_PROGRESS,
            "IN_PROGRESS", Status.IN_PROGRESS,
            "SUCCESSFUL", Status.SUCCESSFUL,
            "ROLLBACK_REQUESTED", Status.ROLLING_BACK,
            "ROLLBACK_IN_PROGRESS", Status.ROLLING_BACK,
            "ROLLBACK_SUCCESSFUL", Status.ROLLED_BACK,
            "ROLLBACK_FAILED", Status.ROLLBACK_FAILED,
            "STOP_REQUESTED", Status.STOPPED,
            "STOPPED", Status.STOPPED);

    private Folded() {}

    static Deployment of(Quest quest, Shown shown, Optional<RunningService> service, Optional<Trace.Weighed> weighed) {
        Status status = STATUS.getOrDefault(shown.status(), Status.IN_PROGRESS);
        Optional<String> overtaken =
                service.filter(running -> shown.succeeded()).flatMap(running -> overtaken(quest, shown, running));
        Optional<RunningService> counts = service.filter(running -> quest.rolls() || shown.over());
        double percent = service.filter(running -> quest.rolls())
                .map(running -> running.share(quest.taskDefinition()))
                .or(() -> weighed.map(Trace.Weighed::percent))
                .or(shown::weight)
                .orElse(shown.succeeded() ? ALL : 0);
        return new Deployment(
                overtaken.map(why -> Status.OVERTAKEN).orElse(quest.back() ? back(status) : status),
                Optional.of(shown.arn()),
                shown.stage(),
                quest.back() ? ALL - percent : percent,
                counts.map(running -> running.desired(quest.taskDefinition())).orElse(shown.requested()),
                counts.map(running -> running.running(quest.taskDefinition())).orElse(shown.running()),
                overtaken.orElse(shown.says()));
    }

    /** Not begun: on the way back all traffic may still be where it should not be. */
    static Deployment none(Quest quest) {
        return quest.back() ? new Deployment(Status.NONE, Optional.empty(), "", ALL, 0, 0, "") : Deployment.none();
    }

    /** Its service was deleted, and with it the history of its deployments. */
    static Deployment gone(Optional<String> arn) {
        return new Deployment(Status.OVERTAKEN, arn, "", 0, 0, 0, "the service was deleted");
    }

    /** Sending the last good revision is the way back, whichever way ECS goes about it. */
    private static Status back(Status status) {
        return switch (status) {
            case NONE, IN_PROGRESS -> Status.ROLLING_BACK;
            case SUCCESSFUL -> Status.ROLLED_BACK;
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED, STOPPED, OVERTAKEN -> Status.ROLLBACK_FAILED;
        };
    }

    /** Something newer of other contents is in front, whoever sent it. */
    private static Optional<String> overtaken(Quest quest, Shown shown, RunningService service) {
        return service.primary()
                .filter(part -> !part.taskDefinition().equals(quest.taskDefinition()))
                .filter(part -> part.createdAt().isAfter(shown.createdAt()))
                .map(part -> "overtaken by a deployment of " + part.taskDefinition());
    }
}
