package io.kinexus.operator.core.rollout;

import static io.kinexus.operator.core.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Scene.Wanted;
import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.core.rollout.Walk.Kill;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every rollout, whatever is seen, and in whatever order. */
class LawsTest {
    private static final long SEED = 20260105;
    private static final int RUNS = 1_500;
    private static final int LOOKS = 60;
    private static final Set<String> CONTRACT = Set.of(
            "Pending",
            "Verifying",
            "Migrating",
            "Deploying",
            "Shifting",
            "Baking",
            "Watching",
            "Succeeded",
            "RollingBack",
            "RolledBack",
            "RollbackFailed",
            "Held",
            "Superseded",
            "NoBaseline");
    private static final Set<Command> FORWARD = EnumSet.of(Command.MIGRATE, Command.TEST);
    private static final List<String> STAGES = List.of(
            "", "SCALE_UP", "POST_TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "NEWER_THAN_THIS_CODE");

    /** One look of a run that makes no sense as a whole: AWS may show anything, at any time. */
    private record Look(State from, Facts facts, Order order, Next next) {}

    private interface Law {
        void hold(Look look);
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Wanted anyWanted(Random random) {
        Wanted plain = wanted(any(random, List.of(Strategy.values())));
        Wanted migrating = random.nextBoolean() ? plain.migrating(random.nextBoolean()) : plain;
        Wanted tested = random.nextInt(3) == 0 ? migrating.tested() : migrating;
        return random.nextInt(4) == 0 ? tested.firstOfAll(random.nextBoolean()) : tested;
    }

    private static Facts anyFacts(Random random, Instant now) {
        Verdict.Level level = any(random, List.of(Verdict.Level.values()));
        Verdict verdict = new Verdict(level, level == Verdict.Level.HEALTHY ? List.of() : List.of("because"));
        boolean rarely = random.nextInt(8) == 0;
        return new Facts(
                now,
                rarely ? Optional.of(Scene.wish(any(random, List.of(Wish.Kind.values())))) : Optional.empty(),
                anyVerification(random),
                anyEnd(random),
                anyEnd(random),
                anyDeployment(random),
                new Health(
                        Verdict.healthy(),
                        random.nextInt(3) == 0 ? verdict : Verdict.healthy(),
                        false,
                        random.nextInt(5) == 0 ? Optional.of("no capacity") : Optional.empty()),
                random.nextInt(10) != 0);
    }

    private static Optional<Verification> anyVerification(Random random) {
        List<Check> checks = List.of(
                new Check("image", random.nextInt(6) == 0 ? Result.FAILED : Result.PASSED, "said"),
                new Check("addresses", any(random, List.of(Result.values())), "said"));
        return random.nextBoolean() ? Optional.of(new Verification(checks)) : Optional.empty();
    }

    private static Optional<Ended> anyEnd(Random random) {
        return random.nextInt(3) == 0
                ? Optional.of(new Ended(random.nextInt(4) != 0, "exit code", List.of()))
                : Optional.empty();
    }

    private static Deployment anyDeployment(Random random) {
        Status status = random.nextInt(3) == 0 ? any(random, List.of(Status.values())) : Status.IN_PROGRESS;
        return status == Status.NONE
                ? Deployment.none()
                : new Deployment(
                        status,
                        any(random, List.of(Optional.of(Scene.NEW), Optional.of(Scene.BACK), Optional.empty())),
                        any(random, STAGES),
                        any(random, List.of(0.0, 5.0, 25.0, 50.0, 100.0)),
                        random.nextInt(4),
                        random.nextInt(4),
                        "");
    }

    private static void everyLook(Law law) {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Order order = anyWanted(random).order();
            State state = Rollout.begin("r-1", order).state();
            Instant now = Scene.NOON;
            for (int look = 0; look < LOOKS; look++) {
                Facts facts = anyFacts(random, now);
                Next next = state.next(facts, order);
                law.hold(new Look(state, facts, order, next));
                state = next.state();
                now = now.plusSeconds(random.nextInt(240));
            }
        }
    }

    @Test
    void everyStateIsReachedAndIsOfTheContract() {
        Set<String> seen = new java.util.TreeSet<>();
        everyLook(look -> {
            seen.add(look.from().word());
            assertThat(look.next().state().because()).isNotNull();
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(CONTRACT);
    }

    @Test
    void whatIsOverNeverMoves() {
        everyLook(look -> {
            if (look.from().over()) {
                assertThat(look.next()).isEqualTo(new Next(look.from(), List.of()));
                assertThat(look.from().deploys()).isFalse();
                assertThat(look.from().looks()).isEmpty();
            }
        });
    }

    @Test
    void atMostOneThingIsDoneAtATime() {
        everyLook(look -> assertThat(look.next().commands()).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void nothingGoesForwardOnTheWayBack() {
        everyLook(look -> {
            State to = look.next().state();
            if (look.from() instanceof RollingBack || to instanceof RollingBack) {
                assertThat(to.deploys()).isFalse();
                assertThat(look.next().commands()).doesNotContainAnyElementsOf(FORWARD);
            }
            if (look.from() instanceof RollingBack) {
                assertThat(to.over() || to instanceof RollingBack || to instanceof Held)
                        .as("%s to %s", look.from(), to)
                        .isTrue();
            }
        });
    }

    @Test
    void onlyAPersonBringsARevisionInASecondTime() {
        everyLook(look -> {
            boolean again = look.next().state() instanceof State.Pending && !(look.from() instanceof State.Pending);
            if (again) {
                assertThat(look.from()).isInstanceOf(Held.class);
                assertThat(look.facts().wish().map(Wish::kind)).contains(Wish.Kind.CONTINUE);
            }
        });
    }

    @Test
    void theCommandIsGivenAgainWhereItsEffectIsNotSeen() {
        everyLook(look -> {
            State stored = look.next().state();
            Next after = stored.next(look.facts(), look.order());
            if (after.state().word().equals(stored.word())) {
                assertThat(after.commands())
                        .as("from %s with %s", look.from(), look.facts())
                        .containsAll(look.next().commands());
            }
        });
    }

    @Test
    void theSameLookTwiceGoesNoFurther() {
        everyLook(look -> {
            Next after = look.next().state().next(look.facts(), look.order());
            boolean stays = look.next().state().word().equals(look.from().word());
            if (stays) {
                assertThat(after.state().word())
                        .as("from %s", look.from())
                        .isEqualTo(look.from().word());
            }
        });
    }

    @Test
    void aWishIsEitherRefusedInTheEndOrHasAReasonToWait() {
        everyLook(look -> look.facts().wish().ifPresent(wish -> {
            State to = look.next().state();
            boolean heard = to.refuses(wish).isPresent();
            boolean never = look.from().refuses(wish).isPresent();
            boolean waits = to instanceof Migrating || wish.kind() == Wish.Kind.SUPERSEDE || to instanceof Held;
            assertThat(never || heard || waits)
                    .as("%s from %s to %s", wish, look.from(), to)
                    .isTrue();
        }));
    }

    @Test
    void theBadIsAlwaysTakenBackHoweverCoarseTheLooks() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Wanted wanted = wanted(any(random, List.of(Strategy.values())));
            int gap = 1 + random.nextInt(90);
            Walk walk = new Walk(wanted.order(), Duration.ZERO);
            walk.ecs.cooperates = random.nextInt(4) != 0;
            walk.toTheEnd(
                    Walk.badFrom(random.nextInt(10)),
                    () -> 1 + random.nextInt(gap),
                    look -> any(random, List.of(Kill.values())));
            assertThat(walk.word()).as("run %d, %s", run, walk.words).isIn("RolledBack", "Held");
            assertThat(walk.ecs.percent(walk.now)).isZero();
            assertThat(walk.ecs.sent()).isEqualTo(1);
        }
    }

    @Test
    void theGoodIsNeverStopped() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Wanted wanted = wanted(any(random, List.of(Strategy.values())));
            Walk walk = new Walk(wanted.order(), Duration.ZERO).toTheEnd(Walk.WELL, () -> 1 + random.nextInt(30));
            assertThat(walk.word()).as("run %d, %s", run, walk.state).isEqualTo("Succeeded");
            assertThat(walk.commands).isEmpty();
        }
    }

    @Test
    void whatNothingIsKnownOfNeverGetsTheNextStep() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            Wanted wanted = wanted(any(random, List.of(Strategy.CANARY, Strategy.LINEAR)));
            Walk walk = new Walk(wanted.order(), Duration.ZERO).toTheEnd(Walk.SILENT, () -> 1 + random.nextInt(50));
            assertThat(walk.word()).isEqualTo("Held");
            assertThat(walk.mostPercent).isEqualTo(wanted.order().policy().percent());
        }
    }
}
