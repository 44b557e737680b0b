package io.kinexus.operator.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.environment.Freeze;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.environment.Window;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Problem;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatesTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:db:main";
    private static final ResourceId DATABASE = ResourceId.of("production", "db-instance", "main");
    private static final Permit PERMIT =
            new Permit(Permit.Kind.DELETE, ARN, NOON.plus(Duration.ofHours(1)), "moved to another account");

    private record Case(String reason, Step step, List<Step> others, Circumstances now, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        Step create = step(new Action.Create(DATABASE, "declared"), plain());
        Step delete = step(new Action.Delete(DATABASE, "gone"), stateful());
        Step replace = step(new Action.Replace(DATABASE, "engine", List.of()), stateful());
        return Stream.of(
                new Case("nothing speaks against it", create, List.of(), fresh(), "go"),
                new Case(
                        "observe mode only reports", create, List.of(), in(Mode.OBSERVE, List.of(), List.of()), "hold"),
                new Case("a paused environment waits", create, List.of(), paused(), "hold"),
                new Case("what is not ours is refused", step(create.action(), foreign()), List.of(), fresh(), "refuse"),
                new Case("data is not deleted without a permit", delete, List.of(), fresh(), "refuse"),
                new Case("data is not replaced without a permit", replace, List.of(), fresh(), "refuse"),
                new Case("a permit that names the live ARN allows it", delete, List.of(), permit(PERMIT), "go"),
                new Case("a permit to delete is none to replace", replace, List.of(), permit(PERMIT), "refuse"),
                new Case(
                        "a permit for another ARN is none",
                        delete,
                        List.of(),
                        permit(new Permit(PERMIT.action(), ARN + "2", PERMIT.until(), "")),
                        "refuse"),
                new Case(
                        "a permit that has run out is none",
                        delete,
                        List.of(),
                        permit(new Permit(PERMIT.action(), ARN, NOON, "")),
                        "refuse"),
                new Case("a permit is used once", delete, List.of(), used(PERMIT), "refuse"),
                new Case("a freeze holds", create, List.of(), frozen(Set.of()), "hold"),
                new Case("a freeze lets through what it allows", scaling(), List.of(), frozen(scalingAllowed()), "go"),
                new Case("a freeze holds what it does not allow", create, List.of(), frozen(scalingAllowed()), "hold"),
                new Case(
                        "what needs a person is held while it was asked for lately",
                        create,
                        List.of(),
                        tried(create, new Tried(create.fingerprint(), 1, "needs you: x", true, NOON.minusSeconds(59))),
                        "hold"),
                new Case(
                        "and asked for again after the fast interval",
                        create,
                        List.of(),
                        tried(create, new Tried(create.fingerprint(), 1, "needs you: x", true, NOON.minusSeconds(60))),
                        "go"),
                new Case(
                        "ever more seldom",
                        create,
                        List.of(),
                        tried(create, new Tried(create.fingerprint(), 3, "needs you: x", true, NOON.minusSeconds(239))),
                        "hold"),
                new Case(
                        "but once in every slow interval, however often it failed",
                        create,
                        List.of(),
                        tried(
                                create,
                                new Tried(create.fingerprint(), 90, "needs you: x", true, NOON.minusSeconds(600))),
                        "go"),
                new Case(
                        "another difference was not asked for yet",
                        create,
                        List.of(),
                        tried(create, new Tried("other", 1, "needs you: x", true, NOON)),
                        "go"),
                new Case(
                        "what interrupts a database waits for its window", inWindow("tue"), List.of(), fresh(), "hold"),
                new Case("and is made within it", inWindow("mon"), List.of(), fresh(), "go"),
                new Case("as many deletes as allowed go", removed(0), removed(1, 2), fresh(), "go"),
                new Case("more deletes than allowed are all held", removed(0), removed(1, 2, 3), fresh(), "hold"),
                new Case("as many rollouts as allowed go", rollout(2), List.of(rollout(0), rollout(1)), fresh(), "go"),
                new Case(
                        "a further rollout waits its turn",
                        rollout(3),
                        List.of(rollout(0), rollout(1), rollout(2)),
                        fresh(),
                        "hold"),
                new Case("the same difference is tried thrice", create, List.of(), tried(create, 2), "go"),
                new Case("and then stops", create, List.of(), tried(create, 3), "refuse"),
                new Case("another difference starts anew", delete(1), List.of(), tried(create, 3), "go"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rules(Case it) {
        List<Step> steps = new ArrayList<>(it.others());
        steps.add(it.step());
        Plan ruled = Gate.rule(plan(steps, List.of()), Gate.ALL, it.now());
        Ruling ruling = ruled.step(it.step().id()).orElseThrow().ruling();
        assertThat(ruling.decision()).as(ruling.because()).isEqualTo(it.wanted());
        assertThat(ruling.because().isEmpty()).as("a reason is given").isEqualTo(ruling.goes());
    }

    @ParameterizedTest
    @MethodSource("removals")
    void nothingIsRemovedOnHalfAPicture(Step step) {
        Plan half = plan(List.of(step), List.of(new Problem(DATABASE, "could not be read")));
        Plan ruled = Gate.rule(half, Gate.ALL, permit(PERMIT));
        assertThat(ruled.steps().get(0).ruling().decision()).isEqualTo("hold");
    }

    static Stream<Step> removals() {
        return Stream.of(delete(1), step(new Action.Replace(id(1), "", List.of()), plain()));
    }

    private static Plan plan(List<Step> steps, List<Problem> problems) {
        return new Plan("production", "sha256:1", NOON, steps, problems);
    }

    private static Step step(Action action, Standing standing) {
        return new Step(action, Optional.empty(), Set.of(), List.of(), standing, new Ruling.Go());
    }

    private static ResourceId id(int number) {
        return ResourceId.of("production", "ecs-service", "s" + number);
    }

    private static Step delete(int number) {
        return step(new Action.Delete(id(number), "gone"), plain());
    }

    private static Step removed(int number) {
        return delete(number);
    }

    private static List<Step> removed(int... numbers) {
        return Arrays.stream(numbers).mapToObj(GatesTest::delete).toList();
    }

    private static Step rollout(int number) {
        return step(
                new Action.RollOut(id(number), "image", List.of()),
                new Standing(false, false, false, true, true, Optional.empty()));
    }

    private static Step scaling() {
        return step(new Action.Create(id(9), ""), new Standing(false, false, true, false, true, Optional.empty()));
    }

    private static Standing plain() {
        return Standing.plain();
    }

    private static Standing stateful() {
        return new Standing(false, true, false, false, true, Optional.of(ARN));
    }

    private static Standing foreign() {
        return new Standing(true, false, false, false, true, Optional.empty());
    }

    private static Step inWindow(String day) {
        return step(
                new Action.Update(DATABASE, "class", List.of()),
                plain().only(Optional.of(WeeklyWindow.parse(day + ":11:30-" + day + ":12:30"))));
    }

    private static Set<Freeze.Allowed> scalingAllowed() {
        return Set.of(Freeze.Allowed.SCALING);
    }

    private static Circumstances fresh() {
        return in(Mode.ENFORCE, List.of(), List.of());
    }

    private static Circumstances paused() {
        Circumstances fresh = fresh();
        return new Circumstances(fresh.settings(), NOON, true, Map.of(), Set.of(), Courses.none());
    }

    private static Circumstances permit(Permit permit) {
        return in(Mode.ENFORCE, List.of(), List.of(permit));
    }

    private static Circumstances used(Permit permit) {
        return new Circumstances(permit(permit).settings(), NOON, false, Map.of(), Set.of(permit), Courses.none());
    }

    private static Circumstances frozen(Set<Freeze.Allowed> allow) {
        Window window = Window.between(NOON.minusSeconds(1), NOON.plusSeconds(1));
        return in(Mode.ENFORCE, List.of(new Freeze("year end", window, allow)), List.of());
    }

    private static Circumstances tried(Step step, int times) {
        return tried(step, new Tried(step.fingerprint(), times, "", false, NOON));
    }

    private static Circumstances tried(Step step, Tried tried) {
        return new Circumstances(fresh().settings(), NOON, false, Map.of(step.id(), tried), Set.of(), Courses.none());
    }

    private static Circumstances in(Mode mode, List<Freeze> freezes, List<Permit> permits) {
        Settings settings = new Settings(
                "production",
                "123456789012",
                "us-east-1",
                mode,
                Map.of(),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                new Limits(3, 3),
                freezes,
                permits);
        return Circumstances.fresh(settings, NOON);
    }
}
