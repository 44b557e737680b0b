package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of a service's deployments a rollout is about now.
 *
 * @param taskDefinition what the deployment's target revision runs
 * @param notBefore when it can have been created at the earliest: an older one of the same contents is another rollout's
 * @param back whether it is the one that sends the last good revision again
 */
record Quest(Rollout rollout, String taskDefinition, Instant notBefore, boolean back) {

    /** The new revision's own one, or, once the old tasks are gone and it is taken back, the one that restores. */
    static Quest of(Rollout rollout) {
        return rollout.state()
                .restores()
                .flatMap(since -> rollout.subject()
                        .good()
                        .map(Subject.Good::taskDefinition)
                        .map(good -> new Quest(rollout, good, since, true)))
                .orElseGet(() -> forward(rollout));
    }

    static Quest forward(Rollout rollout) {
        return new Quest(
                rollout,
                rollout.order().policy().place().taskDefinition(),
                rollout.order().at(),
                false);
    }

    String id() {
        return rollout.id();
    }

    Place place() {
        return rollout.order().policy().place();
    }

    boolean rolls() {
        return rollout.order().policy().strategy() == Policy.Strategy.ROLLING;
    }

    /** The production rule, where traffic moves between two groups. */
    Optional<String> rule() {
        return place().traffic()
                .filter(traffic -> traffic.groups().size() > 1)
                .map(Place.Traffic::rule)
                .filter(rule -> !rule.contains("${"));
    }

    boolean made(Instant createdAt) {
        return !createdAt.isBefore(notBefore);
    }

    /** Of what ECS lists, the newest that fits. */
    Optional<Listed> among(List<Listed> deployments, Revisions revisions) {
        return deployments.stream()
                .filter(one -> made(one.createdAt()))
                .filter(one -> revisions
                        .of(one.revision())
                        .filter(revision -> revision.taskDefinition().equals(taskDefinition))
                        .isPresent())
                .max(Comparator.comparing(Listed::createdAt));
    }

    /** A service deployment as it is listed: which revision it is on its way to. */
    record Listed(String arn, String revision, Instant createdAt) {}
}
