package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A task that runs once for a rollout. Its rollout and its purpose make it one of a kind: ECS shows the first as {@code
 * startedBy} and the second as its group.
 *
 * @param group {@code kinexus-migration} or {@code kinexus-test}
 * @param place whose cluster and network it runs in
 * @param command what the container runs in place of its own command; empty for its own
 * @param once it must not run a second time, even where nothing is known of a first
 * @param since when it was first to run
 */
record OneOff(
        String rollout,
        String group,
        String taskDefinition,
        Place place,
        Optional<List<String>> command,
        Duration timeout,
        boolean once,
        Instant since) {
    private static final String MIGRATING = "Migrating";

    static Optional<OneOff> migration(Rollout rollout) {
        Policy policy = rollout.order().policy();
        return policy.migration()
                .map(migration -> new OneOff(
                        rollout.id(),
                        "kinexus-migration",
                        policy.place().taskDefinition(),
                        policy.place(),
                        Optional.of(migration.command()),
                        migration.timeout(),
                        true,
                        since(rollout, MIGRATING)));
    }

    /** Its time is what the rollout has. */
    static Optional<OneOff> test(Rollout rollout) {
        Policy policy = rollout.order().policy();
        return policy.test()
                .map(test -> new OneOff(
                        rollout.id(),
                        "kinexus-test",
                        test.taskDefinition(),
                        policy.place(),
                        Optional.empty(),
                        policy.deadline(),
                        false,
                        rollout.order().at()));
    }

    /** When the rollout came into a state last; when it was ordered if it never was there. */
    private static Instant since(Rollout rollout, String state) {
        return rollout.history().stream()
                .filter(moment -> moment.state().equals(state))
                .map(Rollout.Moment::at)
                .findFirst()
                .orElse(rollout.order().at());
    }

    /** RunTask's client token. */
    String token() {
        return rollout + "-" + group;
    }

    /** Why a task is stopped that takes too long; by this it is known again. */
    String timedOut() {
        return "timed out after " + timeout.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
