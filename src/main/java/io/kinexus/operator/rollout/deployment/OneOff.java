package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task that runs once for a rollout. Its rollout and its purpose make it one of a kind: ECS shows the first as {@code
 * startedBy} and the second as its group.
 *
 * @param group {@code kinexus-migration}, {@code kinexus-test} or {@code kinexus-preview}
 * @param place whose cluster and network it runs in
 * @param command what the container runs in place of its own command; empty for its own
 * @param environment variables over the container's own
 * @param once it must not run a second time, even where nothing is known of a first
 * @param since when it was first to run
 */
record OneOff(
        String rollout,
        String group,
        String taskDefinition,
        Place place,
        Optional<List<String>> command,
        Map<String, String> environment,
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
                        Map.of(),
                        migration.timeout(),
                        true,
                        since(rollout, MIGRATING)));
    }

    /** A task of the new revision for the test alone, as the service would run it; it gets no traffic. */
    static Optional<OneOff> preview(Rollout rollout) {
        Policy policy = rollout.order().policy();
        return policy.test()
                .filter(test -> test.port().isPresent())
                .map(test -> new OneOff(
                        rollout.id(),
                        "kinexus-preview",
                        policy.place().taskDefinition(),
                        policy.place(),
                        Optional.empty(),
                        Map.of(),
                        test.longest(),
                        false,
                        rollout.order().at()));
    }

    /**
     * In its own network, as it would run by itself.
     *
     * @param address of the task of the new revision; empty where there is none to ask
     */
    static Optional<OneOff> test(Rollout rollout, Optional<String> address) {
        Policy policy = rollout.order().policy();
        return policy.test()
                .map(test -> new OneOff(
                        rollout.id(),
                        "kinexus-test",
                        test.launch().taskDefinition(),
                        place(test.launch(), policy.place()),
                        Optional.empty(),
                        asked(policy, test, address),
                        test.launch().timeout(),
                        false,
                        rollout.order().at()));
    }

    private static Place place(Launch launch, Place service) {
        return new Place(
                launch.cluster(),
                service.service(),
                launch.taskDefinition(),
                launch.container(),
                launch.subnets(),
                launch.securityGroups(),
                launch.publicIp(),
                Optional.empty(),
                List.of(),
                Duration.ZERO);
    }

    /** What the test is told of the revision that it is about. */
    private static Map<String, String> asked(Policy policy, Policy.TestTask test, Optional<String> address) {
        Map<String, String> told = new TreeMap<>();
        told.put("KINEXUS_REVISION", policy.place().taskDefinition());
        address.ifPresent(host -> test.port().ifPresent(port -> {
            told.put("KINEXUS_TARGET_HOST", host);
            told.put("KINEXUS_TARGET_PORT", Integer.toString(port));
            told.put("KINEXUS_TARGET_URL", "http://" + host + ":" + port);
        }));
        return told;
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
