package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When ECS began a rollout's deployment, and in which target group it puts the new revision: read once for each. */
final class Since {
    private record Known(String deployment, RevisionsAws.Sent sent) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** By ECS's clock where it tells; else when the rollout was begun. */
    Instant of(Scope scope, Followed rollout) {
        return sent(scope, rollout).value().map(RevisionsAws.Sent::at).orElse(rollout.since());
    }

    /** The ARN of the target group that the new revision is in; empty without ingress, or while ECS does not say. */
    Answer<Optional<String>> group(Scope scope, Followed rollout) {
        if (rollout.place().traffic().isEmpty()) {
            return Answer.of(Optional.empty());
        }
        List<String> groups = rollout.place().traffic().get().groups();
        if (groups.size() == 1) {
            return Answer.of(Optional.of(groups.get(0)));
        }
        Answer<RevisionsAws.Sent> sent = sent(scope, rollout);
        return sent.value()
                .map(found -> Answer.of(
                        found.groups().stream().filter(groups::contains).findFirst()))
                .orElseGet(() -> Answer.none(sent.problem()));
    }

    private Answer<RevisionsAws.Sent> sent(Scope scope, Followed rollout) {
        Optional<String> arn = rollout.deployment().arn();
        if (arn.isEmpty()) {
            return Answer.none("ECS has not begun a deployment yet");
        }
        Known found = known.get(rollout.id());
        if (found != null && found.deployment().equals(arn.get())) {
            return Answer.of(found.sent());
        }
        Answer<RevisionsAws.Sent> answer = RevisionsAws.sent(scope, arn.get());
        answer.value()
                .filter(sent -> !sent.groups().isEmpty() || rollout.mixed())
                .ifPresent(sent -> known.put(rollout.id(), new Known(arn.get(), sent)));
        return answer;
    }

    void forget(String rollout) {
        known.remove(rollout);
    }
}
