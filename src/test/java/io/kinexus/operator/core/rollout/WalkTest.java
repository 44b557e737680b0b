package io.kinexus.operator.core.rollout;

import static io.kinexus.operator.core.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Scene.Wanted;
import io.kinexus.operator.core.rollout.Walk.Kill;
import io.kinexus.operator.core.rollout.Walk.Patient;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole rollouts against an ECS that walks its stages by the clock. */
class WalkTest {
    private static final Duration SOON = Duration.ZERO;
    private static final Duration TIME_TO_TEST = Duration.ofMinutes(2);

    private static Walk walk(Wanted wanted, Duration beforeTraffic, Patient patient) {
        return new Walk(wanted.order(), beforeTraffic).toTheEnd(patient, () -> 5);
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void aHealthyRevisionArrives(Strategy strategy) {
        Walk walk = walk(wanted(strategy), SOON, Walk.WELL);
        List<String> way = strategy == Strategy.ROLLING
                ? List.of("Verifying", "Deploying", "Shifting", "Watching", "Succeeded")
                : List.of("Verifying", "Deploying", "Shifting", "Baking", "Watching", "Succeeded");
        assertThat(walk.words).isEqualTo(way);
        assertThat(walk.commands).isEmpty();
        assertThat(walk.ecs.sent()).isEqualTo(1);
    }

    @Test
    void migratedAndTestedBeforeTraffic() {
        Walk walk = walk(wanted(Strategy.CANARY).migrating(false).tested(), SOON, Walk.WELL);
        assertThat(walk.words)
                .containsExactly("Verifying", "Migrating", "Deploying", "Shifting", "Baking", "Watching", "Succeeded");
        assertThat(walk.commands).contains(Command.MIGRATE, Command.TEST).doesNotContain(Command.STOP_DEPLOYMENT);
    }

    @Test
    void aFailedMigrationSendsNothing() {
        Walk walk = new Walk(wanted(Strategy.CANARY).migrating(false).order(), SOON);
        walk.migrationPasses = false;
        walk.toTheEnd(Walk.WELL, () -> 5);
        assertThat(walk.words).containsExactly("Verifying", "Migrating", "RolledBack");
        assertThat(walk.ecs.sent()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void aFailedTestSendsNothing(Strategy strategy) {
        Walk walk = new Walk(wanted(strategy).tested().order(), SOON);
        walk.testPasses = false;
        walk.toTheEnd(Walk.WELL, () -> 5);
        assertThat(walk.words).containsExactly("Verifying", "Migrating", "RolledBack");
        assertThat(walk.ecs.sent()).isZero();
        assertThat(walk.state.quarantines()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void errorsFromTheFirstRequestAreTakenBack(Strategy strategy) {
        Walk walk = walk(wanted(strategy), SOON, Walk.badFrom(0));
        assertThat(walk.word()).isEqualTo("RolledBack");
        assertThat(walk.ecs.percent(walk.now)).isZero();
        assertThat(walk.state.quarantines()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void errorsAfterEcsIsDoneAreTakenBackColdly(Strategy strategy) {
        Walk done = walk(wanted(strategy), SOON, Walk.WELL);
        double late = Duration.between(Scene.NOON, done.now).toSeconds() / 60.0 - 2;
        Walk walk = walk(wanted(strategy), SOON, Walk.badFrom(late));
        assertThat(walk.words).endsWith("Watching", "RollingBack", "RolledBack");
        assertThat(walk.commands).containsOnly(Command.RESTORE);
    }

    @Test
    void silenceStopsACanaryBeforeEcsGoesOn() {
        for (Strategy strategy : List.of(Strategy.CANARY, Strategy.LINEAR)) {
            Walk walk = walk(wanted(strategy), SOON, Walk.SILENT);
            assertThat(walk.word()).isEqualTo("Held");
            assertThat(walk.state.quarantines()).isEmpty();
            assertThat(walk.mostPercent)
                    .isEqualTo(wanted(strategy).order().policy().percent());
        }
    }

    @Test
    void silenceStopsBlueGreenWhileBlueIsWarm() {
        Walk walk = walk(wanted(Strategy.BLUE_GREEN), SOON, Walk.SILENT);
        assertThat(walk.words).endsWith("Baking", "RollingBack", "Held");
        assertThat(walk.commands).containsOnly(Command.STOP_DEPLOYMENT);
    }

    @Test
    void continuedItGoesThroughWithoutAVerdict() {
        Walk walk = walk(wanted(Strategy.CANARY).migrating(false), SOON, Walk.SILENT);
        assertThat(walk.word()).isEqualTo("Held");
        int migrations =
                (int) walk.commands.stream().filter(Command.MIGRATE::equals).count();
        walk.wish(Kind.CONTINUE);
        walk.toTheEnd(Walk.SILENT, () -> 5);
        assertThat(walk.word()).isEqualTo("Succeeded");
        assertThat(walk.ecs.sent()).isEqualTo(2);
        assertThat(walk.commands.stream().filter(Command.MIGRATE::equals)).hasSize(migrations);
    }

    @Test
    void anUnhealthyRevisionIsTakenBackThoughAPersonSaidContinue() {
        Walk walk = walk(wanted(Strategy.CANARY), SOON, Walk.SILENT);
        walk.wish(Kind.CONTINUE);
        walk.toTheEnd(Walk.badFrom(0), () -> 5);
        assertThat(walk.word()).isEqualTo("RolledBack");
    }

    @Test
    void nothingPassesAContractMigrationButAPerson() {
        Walk walk = walk(wanted(Strategy.CANARY).migrating(true), SOON, Walk.badFrom(0));
        assertThat(walk.word()).isEqualTo("Held");
        assertThat(walk.commands).containsOnly(Command.MIGRATE);
        walk.wish(Kind.ROLLBACK);
        walk.toTheEnd(Walk.badFrom(0), () -> 5);
        assertThat(walk.word()).isEqualTo("RolledBack");
    }

    @Test
    void aRollbackThatEcsFailsAtIsMadeByANewDeployment() {
        Walk walk = new Walk(wanted(Strategy.CANARY).order(), SOON);
        walk.ecs.cooperates = false;
        walk.toTheEnd(Walk.badFrom(0), () -> 5);
        assertThat(walk.word()).isEqualTo("RolledBack");
        assertThat(walk.commands).contains(Command.STOP_DEPLOYMENT, Command.RESTORE);
        assertThat(walk.ecs.percent(walk.now)).isZero();
    }

    @Test
    void aFirstDeploymentThatFailsIsStopped() {
        Walk walk = walk(wanted(Strategy.CANARY).firstOfAll(true), SOON, Walk.badFrom(0));
        assertThat(walk.words).endsWith("NoBaseline");
        assertThat(walk.commands).containsOnly(Command.STOP_SERVICE);
    }

    static Stream<Wanted> everyWay() {
        return Stream.of(Strategy.values())
                .flatMap(strategy -> Stream.of(
                        wanted(strategy),
                        wanted(strategy).migrating(false).tested(),
                        wanted(strategy).migrating(true)));
    }

    /** At every look, once before the state is stored and once between that and the commands. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void killedAnywhereItEndsAsItWouldHave(Wanted wanted) {
        for (Patient patient : List.of(Walk.WELL, Walk.badFrom(8), Walk.badFrom(20), Walk.SILENT)) {
            Walk undisturbed = new Walk(wanted.order(), TIME_TO_TEST).toTheEnd(patient, () -> 20);
            int looks = (int) (Duration.between(Scene.NOON, undisturbed.now).toSeconds() / 20);
            for (int at = 0; at < looks; at++) {
                for (Kill kill : List.of(Kill.BEFORE_IT_IS_STORED, Kill.BEFORE_IT_IS_DONE)) {
                    int killed = at;
                    Walk walk = new Walk(wanted.order(), TIME_TO_TEST)
                            .toTheEnd(patient, () -> 20, look -> look == killed ? kill : Kill.NOT);
                    assertThat(walk.word())
                            .as("killed at look %d %s of %s", killed, kill, undisturbed.words)
                            .isEqualTo(undisturbed.word());
                    assertThat(walk.ecs.sent()).isEqualTo(undisturbed.ecs.sent());
                }
            }
        }
    }
}
