package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Analysis;
import io.kinexus.operator.core.policy.Policy.Migration;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.policy.Policy.TestTask;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Deployment.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What rollouts in these tests are about: a service of three tasks at noon. */
final class Scene {
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final String NEW = "arn:deployment/new";
    static final String BACK = "arn:deployment/back";
    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final TestTask SMOKE = new TestTask(
            new Launch(
                    "smoke",
                    "main",
                    "test-smoke-task",
                    "arn:task-definition/smoke:1",
                    "app",
                    Set.of(),
                    Set.of(),
                    false,
                    List.of(),
                    Duration.ofMinutes(5)),
            Optional.of(8000));

    private Scene() {}

    static Instant at(double minutes) {
        return NOON.plusSeconds(Math.round(minutes * 60));
    }

    /** Canary 5 % held ten minutes, bake five, watch fifteen, deadline an hour; rolled back when it fails. */
    static Wanted wanted(Strategy strategy) {
        return new Wanted(strategy, Optional.empty(), false, false, true, true);
    }

    /** What differs between the rollouts of these tests. */
    record Wanted(
            Strategy strategy,
            Optional<Migration> migration,
            boolean test,
            boolean first,
            boolean stopFirst,
            boolean analysed) {

        Wanted migrating(boolean contract) {
            Migration migration = new Migration(List.of("migrate"), contract, Duration.ofMinutes(15));
            return new Wanted(strategy, Optional.of(migration), test, first, stopFirst, analysed);
        }

        Wanted tested() {
            return new Wanted(strategy, migration, true, first, stopFirst, analysed);
        }

        Wanted firstOfAll(boolean stop) {
            return new Wanted(strategy, migration, test, true, stop, analysed);
        }

        Wanted unanalysed() {
            return new Wanted(strategy, migration, test, first, stopFirst, false);
        }

        Order order() {
            ResourceId service = ResourceId.parse("production/ecs-service/api");
            return new Order(service, "f".repeat(64), "c0ffee", "image", first, NOON, NOON, policy());
        }

        private Policy policy() {
            return new Policy(
                    strategy,
                    strategy == Strategy.LINEAR ? 25 : 5,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(60),
                    analysed ? Optional.of(new Analysis(INTERVAL, List.of())) : Optional.empty(),
                    migration,
                    test ? Optional.of(SMOKE) : Optional.empty(),
                    stopFirst,
                    new Contents("api:2", "X86_64", "arn:role", Set.of(), 256, 512, 3),
                    new Place(
                            "main",
                            "api",
                            "arn:task-definition/api:2",
                            "api",
                            Set.of(),
                            Set.of(),
                            false,
                            Optional.empty(),
                            List.of(),
                            Duration.ZERO));
        }
    }

    static Course course() {
        return new Course(NOON, Optional.empty(), Optional.empty(), false, false);
    }

    static Course sent() {
        return new Course(NOON, Optional.of(NEW), Optional.empty(), false, false);
    }

    static Course sentMigrated() {
        return sent().migration();
    }

    static Deployment going(String stage, double percent, int healthy) {
        return new Deployment(Status.IN_PROGRESS, Optional.of(NEW), stage, percent, 3, healthy, "");
    }

    static Deployment ended(Status status, double percent, String says) {
        return new Deployment(status, Optional.of(NEW), "", percent, 3, 3, says);
    }

    static Deployment back(Status status) {
        return new Deployment(status, Optional.of(BACK), "", 0, 3, 3, "");
    }

    static final Health HEALTHY = new Health(Verdict.healthy(), Verdict.healthy(), false, Optional.empty());
    static final Health FEW =
            new Health(Verdict.healthy(), Verdict.unknown("12 requests are too few"), false, Optional.empty());
    static final Health ERRORS =
            new Health(Verdict.healthy(), Verdict.unhealthy("20 % errors"), false, Optional.empty());
    static final Health NO_IMAGE =
            new Health(Verdict.unhealthy("no such image"), Verdict.healthy(), true, Optional.empty());
    static final Health NO_CAPACITY =
            new Health(Verdict.healthy(), Verdict.healthy(), false, Optional.of("no capacity for 1 task"));

    /** At a moment, with nothing deployed, nothing known about health, and something to go back to. */
    static Seen seen(double minutes) {
        return new Seen(new Facts(
                at(minutes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Deployment.none(),
                Health.unseen(),
                true));
    }

    static Wish wish(Wish.Kind kind) {
        return new Wish(kind, kind == Wish.Kind.SUPERSEDE ? "commit beef" : "ada", "");
    }

    /** Facts, one after the other. */
    record Seen(Facts facts) {
        Seen with(Deployment deployment) {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    facts.verified(),
                    facts.migration(),
                    facts.test(),
                    deployment,
                    facts.health(),
                    facts.good()));
        }

        Seen with(Health health) {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    facts.verified(),
                    facts.migration(),
                    facts.test(),
                    facts.deployment(),
                    health,
                    facts.good()));
        }

        Seen with(Wish.Kind kind) {
            return new Seen(new Facts(
                    facts.now(),
                    Optional.of(wish(kind)),
                    facts.verified(),
                    facts.migration(),
                    facts.test(),
                    facts.deployment(),
                    facts.health(),
                    facts.good()));
        }

        Seen verified(Verification.Check... checks) {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    Optional.of(new Verification(List.of(checks))),
                    facts.migration(),
                    facts.test(),
                    facts.deployment(),
                    facts.health(),
                    facts.good()));
        }

        Seen migration(boolean passed, String said) {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    facts.verified(),
                    Optional.of(new Ended(passed, said, List.of())),
                    facts.test(),
                    facts.deployment(),
                    facts.health(),
                    facts.good()));
        }

        Seen test(boolean passed, String said) {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    facts.verified(),
                    facts.migration(),
                    Optional.of(new Ended(passed, said, List.of())),
                    facts.deployment(),
                    facts.health(),
                    facts.good()));
        }

        Seen nothingGood() {
            return new Seen(new Facts(
                    facts.now(),
                    facts.wish(),
                    facts.verified(),
                    facts.migration(),
                    facts.test(),
                    facts.deployment(),
                    facts.health(),
                    false));
        }
    }

    /** One row: why it is so, from where, what is seen, where to, and what is done. */
    record Case(String reason, State given, Order order, Seen seen, State state, List<Command> commands) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Case row(String reason, State given, Wanted wanted, Seen seen, State state, Command... commands) {
        return new Case(reason, given, wanted.order(), seen, state, List.of(commands));
    }
}
