package io.kinexus.operator.rollout.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.sandbox.AwsFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that do not get where they were to go. */
class TurnedBackTest {
    private static final String STOP = "StopServiceDeployment";

    @ParameterizedTest
    @CsvSource({
        "ROLLING,",
        "BLUE_GREEN,PRE_SCALE_UP",
        "BLUE_GREEN,SCALE_UP",
        "BLUE_GREEN,TEST_TRAFFIC_SHIFT",
        "BLUE_GREEN,PRODUCTION_TRAFFIC_SHIFT",
        "BLUE_GREEN,BAKE_TIME",
        "BLUE_GREEN,CLEAN_UP",
        "CANARY,PRODUCTION_TRAFFIC_SHIFT",
        "LINEAR,PRODUCTION_TRAFFIC_SHIFT",
    })
    void stoppedInAnyStage(Strategy strategy, String stage) {
        try (RolloutWorld world = new RolloutWorld(strategy).running()) {
            Rollout rollout = begun(world, "2");
            world.until(
                    rollout,
                    seen -> seen.status() == Status.IN_PROGRESS
                            && (stage == null || seen.stage().equals(stage)));
            assertThat(world.act(rollout, Command.STOP_DEPLOYMENT)).isEqualTo(Outcome.done());
            assertThat(world.act(rollout, Command.STOP_DEPLOYMENT)).isEqualTo(Outcome.done());
            Deployment back = world.until(rollout, Status.ROLLED_BACK);
            assertThat(back.percent()).isZero();
            assertThat(back.says()).contains("rollback was requested");
            assertThat(world.act(rollout, Command.STOP_DEPLOYMENT)).isEqualTo(Outcome.done());
        }
    }

    @Test
    void byAnAlarmThatEcsWatches() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = begun(world, "2");
            world.until(rollout, seen -> seen.percent() > 0);
            world.alarm("ALARM");
            Deployment back = world.until(rollout, Status.ROLLED_BACK);
            assertThat(back.percent()).isZero();
            assertThat(back.says()).contains("alarm");
        }
    }

    @Test
    void byTheBreaker() {
        try (RolloutWorld world = new RolloutWorld(Strategy.ROLLING).running()) {
            Rollout rollout = begun(world, "2-missing");
            Deployment back = world.until(rollout, Status.ROLLED_BACK);
            assertThat(back.says()).contains("circuit breaker");
            assertThat(back.percent()).isZero();
            assertThat(back.wanted()).isZero();
        }
    }

    /** There is nothing that was sent, and so nothing to stop. */
    @Test
    void beforeAnythingWasSent() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = world.rollout(world.register("2"));
            int before = world.calls();
            assertThat(world.act(rollout, Command.STOP_DEPLOYMENT)).isEqualTo(Outcome.done());
            assertThat(world.calls(STOP, before)).isZero();
        }
    }

    @Test
    void aStopThatIsThrottledIsTriedAgain() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = begun(world, "2");
            world.until(rollout, Status.IN_PROGRESS);
            world.door.sandbox().weather((call, request, account) -> {
                if (call.action().equals(STOP)) {
                    throw new AwsFault("ThrottlingException", 400, "Rate exceeded");
                }
                return account.get();
            });
            assertThat(world.act(rollout, Command.STOP_DEPLOYMENT)).isInstanceOf(Outcome.Retryable.class);
        }
    }

    /** What somebody else sends in between is not this rollout's any more. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void overtaken(boolean whileItShifts) {
        try (RolloutWorld world = new RolloutWorld(Strategy.BLUE_GREEN).running()) {
            Rollout rollout = begun(world, "2");
            world.until(rollout, whileItShifts ? Status.IN_PROGRESS : Status.SUCCESSFUL);
            String third = world.register("3");
            world.update(third);
            world.advance(5);
            Deployment seen = world.look(rollout);
            assertThat(seen.status()).isEqualTo(whileItShifts ? Status.STOPPED : Status.OVERTAKEN);
            assertThat(seen.says()).containsAnyOf(third, "Superseded");
        }
    }

    @Test
    void theServiceIsDeleted() {
        try (RolloutWorld world = new RolloutWorld(Strategy.BLUE_GREEN).running()) {
            Rollout rollout = begun(world, "2");
            world.until(rollout, Status.IN_PROGRESS);
            world.ecs.deleteService(r -> r.cluster("main").service("web").force(true));
            assertThat(world.look(rollout).says()).isEqualTo("the service was deleted");
            assertThat(world.look(rollout).wanted()).isZero();
        }
    }

    /** A deployment of the same contents that was before this rollout is another one's. */
    @Test
    void anEarlierAttemptIsNotTakenForThisOne() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            String bad = world.register("2");
            Rollout earlier = world.rollout(bad);
            world.update(bad);
            world.until(earlier, seen -> seen.percent() > 0);
            world.act(earlier, Command.STOP_DEPLOYMENT);
            Deployment first = world.until(earlier, Status.ROLLED_BACK);
            world.advance(60);
            Rollout again = world.rollout(bad);
            assertThat(world.look(again)).isEqualTo(Deployment.none());
            world.update(bad);
            assertThat(world.until(again, Status.IN_PROGRESS).arn()).isNotEqualTo(first.arn());
        }
    }

    /** The same rollout, sent a second time: the newest counts. */
    @Test
    void aSecondAttemptOfTheSameRolloutIsFound() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            String next = world.register("2");
            Rollout rollout = world.rollout(next);
            world.update(next);
            Deployment first = world.until(rollout, seen -> seen.percent() > 0);
            world.act(rollout, Command.STOP_DEPLOYMENT);
            world.until(rollout, Status.ROLLED_BACK);
            world.advance(60);
            world.update(next);
            world.advance(5);
            Deployment second = world.look(rollout);
            assertThat(second.status()).isEqualTo(Status.IN_PROGRESS);
            assertThat(second.arn()).isNotEqualTo(first.arn());
        }
    }

    private static Rollout begun(RolloutWorld world, String tag) {
        String next = world.register(tag);
        Rollout rollout = world.rollout(next);
        assertThat(rollout.subject().good()).isPresent();
        world.advance(5);
        world.update(next);
        return rollout;
    }

    /** What was surveyed is what ran. */
    @Test
    void whatRunsIsSurveyed() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY)) {
            assertThat(world.rollout(world.register("0")).subject().good()).isEmpty();
            String first = world.register("1");
            world.create(first);
            world.advance(10);
            assertThat(world.rollout(first).subject().good())
                    .as("nothing has come to its end yet")
                    .isEmpty();
            world.advance(900);
            assertThat(world.rollout(world.register("2")).subject().good()).hasValueSatisfying(good -> {
                assertThat(good.taskDefinition()).isEqualTo(first);
                assertThat(good.serviceRevision())
                        .isEqualTo(world.service().currentServiceRevisions().stream()
                                .map(one -> one.arn())
                                .findFirst());
            });
        }
    }
}
