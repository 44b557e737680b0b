package io.kinexus.operator.rollout.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Cause;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Course;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.RollingBack;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.run.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** The last good revision is sent again, its tasks being gone; and a service that never was healthy is stopped. */
class RestoredTest {
    private static final String UPDATE = "UpdateService";

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void afterItHadSucceeded(Strategy strategy) {
        try (RolloutWorld world = new RolloutWorld(strategy).running()) {
            Rollout rollout = succeeded(world);
            world.ecs.updateService(r -> r.cluster("main").service("web").desiredCount(3));
            world.advance(120);
            Rollout back = restoring(world, rollout);
            assertThat(world.look(back).status()).isEqualTo(Status.NONE);
            int before = world.calls();
            assertThat(world.act(back, Command.RESTORE)).isEqualTo(Outcome.done());
            assertThat(world.act(back, Command.RESTORE)).isEqualTo(Outcome.done());
            world.restart();
            assertThat(world.act(back, Command.RESTORE)).isEqualTo(Outcome.done());
            assertThat(world.calls(UPDATE, before)).isEqualTo(1);
            assertThat(world.look(back).status()).isEqualTo(Status.ROLLING_BACK);
            Deployment done = world.until(back, Status.ROLLED_BACK);
            assertThat(done.percent()).isZero();
            assertThat(done.healthy()).isEqualTo(3);
            Service service = world.service();
            assertThat(service.taskDefinition()).isEqualTo(good(rollout).taskDefinition());
            assertThat(service.desiredCount()).as("the count is the scaler's").isEqualTo(3);
            assertThat(service.deploymentConfiguration().strategyAsString())
                    .isEqualTo(strategy == Strategy.ROLLING ? "ROLLING" : "BLUE_GREEN");
        }
    }

    /** What would take the restored revision back is the alarm that the bad one has set off, or a breaker. */
    @Test
    void withTheAlarmStillFiring() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY).running()) {
            Rollout rollout = succeeded(world);
            Rollout back = restoring(world, rollout);
            world.act(back, Command.RESTORE);
            world.until(back, Status.ROLLING_BACK);
            world.alarm("ALARM");
            assertThat(world.until(back, seen -> seen.status() != Status.ROLLING_BACK)
                            .status())
                    .isEqualTo(Status.ROLLED_BACK);
        }
    }

    /** All traffic at once, as soon as its tasks are healthy, and nothing is held after that. */
    @Test
    void withoutBaking() {
        try (RolloutWorld world = new RolloutWorld(Strategy.LINEAR).running()) {
            Rollout rollout = succeeded(world);
            Rollout back = restoring(world, rollout);
            world.act(back, Command.RESTORE);
            java.time.Instant begun = world.now();
            world.until(back, seen -> seen.status() == Status.ROLLING_BACK && seen.percent() == 0);
            assertThat(world.now()).isBefore(begun.plusSeconds(180));
        }
    }

    /** Where the good revision ran in another network, it does again. */
    @Test
    void withItsOwnSettings() {
        try (RolloutWorld world = new RolloutWorld(Strategy.BLUE_GREEN).running()) {
            Rollout rollout = world.rollout(world.register("2"));
            world.ecs.updateService(r -> r.cluster("main")
                    .service("web")
                    .taskDefinition(rollout.order().policy().place().taskDefinition())
                    .networkConfiguration(n -> n.awsvpcConfiguration(
                            v -> v.subnets(world.net.subnetIds().get(0)))));
            world.until(rollout, Status.SUCCESSFUL);
            Rollout back = restoring(world, rollout);
            world.act(back, Command.RESTORE);
            assertThat(world.service()
                            .networkConfiguration()
                            .awsvpcConfiguration()
                            .subnets())
                    .containsExactlyInAnyOrderElementsOf(world.net.subnetIds());
        }
    }

    /** ECS keeps no revision of a service that was deleted, and somebody else's tool may have made it anew. */
    @Test
    void ofARevisionThatEcsHasForgotten() {
        try (RolloutWorld world = new RolloutWorld(Strategy.BLUE_GREEN).running()) {
            Rollout rollout = succeeded(world);
            Subject forgotten = new Subject(
                    Optional.of(new Subject.Good(
                            good(rollout).taskDefinition(),
                            good(rollout).serviceRevision().map(arn -> arn.substring(0, arn.length() - 4) + "0000"))),
                    rollout.subject().firing());
            Rollout back = restoring(world, rollout.subject(forgotten));
            assertThat(world.act(back, Command.RESTORE)).isEqualTo(Outcome.done());
            assertThat(world.until(back, Status.ROLLED_BACK).percent()).isZero();
        }
    }

    @Test
    void nothingToGoBackTo() {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY)) {
            Rollout first = world.rollout(world.register("1"));
            assertThat(world.act(restoring(world, first), Command.RESTORE)).isInstanceOf(Outcome.Terminal.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aServiceThatNeverWasHealthyIsStopped(boolean scaled) {
        try (RolloutWorld world = new RolloutWorld(Strategy.CANARY)) {
            Rollout first = world.rollout(world.register("1-unhealthy"));
            world.create(first.order().policy().place().taskDefinition());
            ApplicationAutoScalingClient scaler = world.scope().client(ApplicationAutoScalingClient.class);
            if (scaled) {
                scaler.registerScalableTarget(r -> r.serviceNamespace("ecs")
                        .resourceId("service/main/web")
                        .scalableDimension("ecs:service:DesiredCount")
                        .minCapacity(2)
                        .maxCapacity(4));
            }
            world.until(first, Status.IN_PROGRESS);
            int before = world.calls();
            assertThat(world.act(first, Command.STOP_SERVICE)).isEqualTo(Outcome.done());
            assertThat(world.act(first, Command.STOP_SERVICE)).isEqualTo(Outcome.done());
            assertThat(world.calls(UPDATE, before)).isEqualTo(1);
            world.advance(600);
            assertThat(world.service().desiredCount()).isZero();
            assertThat(world.service().runningCount()).isZero();
            assertThat(world.look(first).wanted()).isZero();
            assertThat(world.calls("RegisterScalableTarget", before)).isEqualTo(scaled ? 1 : 0);
        }
    }

    private static Rollout succeeded(RolloutWorld world) {
        String next = world.register("2");
        Rollout rollout = world.rollout(next);
        world.update(next);
        world.until(rollout, Status.SUCCESSFUL);
        world.advance(60);
        return rollout;
    }

    private static Rollout restoring(RolloutWorld world, Rollout rollout) {
        Course course = new Course(world.now(), Optional.empty(), Optional.empty(), false, false);
        return rollout.state(
                new RollingBack(course, Cause.FAULT, true, world.now(), "errors after it had succeeded"), world.now());
    }

    private static Subject.Good good(Rollout rollout) {
        return rollout.subject().good().orElseThrow();
    }
}
