package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;

class RollingDeploymentTest {
    private final EcsWorld world = new EcsWorld();

    @Test
    void aTaskRunsAfterTwentySecondsAndTheDeploymentCompletesFortyLater() {
        world.create(world.register("1"), 2);
        world.advance(19);
        assertThat(world.service().runningCount()).isZero();
        assertThat(world.service().pendingCount()).isEqualTo(2);
        world.advance(2);
        assertThat(world.service().runningCount()).isEqualTo(2);
        assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        world.advance(45);
        assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(world.service().events())
                .anySatisfy(event -> assertThat(event.message()).contains("reached a steady state"));
    }

    @Test
    void aRollingUpdateNeverLeavesTheEnvelope() {
        world.create(world.register("1"), 4);
        world.advance(120);
        String next = world.register("2");
        assertThat(world.update(next).deployments()).hasSize(2);
        for (int second = 0; second < 300; second += 5) {
            world.advance(5);
            Service service = world.service();
            assertThat(service.runningCount()).isGreaterThanOrEqualTo(4);
            assertThat(service.runningCount() + service.pendingCount()).isLessThanOrEqualTo(8);
        }
        assertThat(world.service().deployments()).singleElement().satisfies(only -> {
            assertThat(only.taskDefinition()).isEqualTo(next);
            assertThat(only.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
            assertThat(only.runningCount()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "6, 3", "7, 4", "25, 13", "400, 200", "800, 200"})
    void theBreakersThresholdIsAwss(int desired, int threshold) {
        assertThat(Breaker.threshold(desired)).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({
        "1-missing, CannotPullContainerError",
        "1-nosecret, ResourceInitializationError",
        "1-norole, ResourceInitializationError",
        "1-arm, CannotPullContainerError",
        "1-crash, Essential container in task exited"
    })
    void aVersionThatDoesNotStartTripsTheBreakerAndIsTakenBack(String tag, String reason) {
        String good = world.register("1");
        world.create(good, 2);
        world.advance(120);
        world.update(world.register(tag));
        world.advance(600);
        assertThat(world.service().taskDefinition()).isEqualTo(good);
        assertThat(world.service().deployments()).singleElement().satisfies(only -> assertThat(only.rolloutState())
                .isEqualTo(DeploymentRolloutState.COMPLETED));
        assertThat(world.stopped()).extracting(Task::stoppedReason).anySatisfy(text -> assertThat(text)
                .startsWith(reason));
        assertThat(world.ecs
                        .listServiceDeployments(r -> r.cluster("main").service("web"))
                        .serviceDeployments()
                        .get(0)
                        .status())
                .isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void exactlyThreeFailuresTripIt() {
        world.create(world.register("1"), 2);
        world.advance(120);
        world.update(world.register("2-missing"));
        world.advance(16);
        assertThat(world.primary().failedTasks()).isEqualTo(2);
        assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        world.advance(50);
        assertThat(world.service().events())
                .anySatisfy(event -> assertThat(event.message()).contains("tasks failed to start"));
    }

    @Test
    void aFirstDeploymentThatFailsHasNothingToGoBackToAndStalls() {
        world.create(world.register("1-missing"), 1);
        world.advance(600);
        assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        int stopped = world.stopped().size();
        world.advance(600);
        assertThat(world.stopped()).hasSize(stopped);
    }

    @Test
    void aLimpingVersionResetsTheBreakerAgainAndAgain() {
        world.create(world.register("1"), 2);
        world.advance(120);
        String flaky = world.register("2-flaky");
        world.update(flaky);
        world.advance(3600);
        assertThat(world.service().taskDefinition()).isEqualTo(flaky);
        assertThat(world.stopped()).hasSizeGreaterThan(20);
    }

    @Test
    void stoppedTasksAreSeenForAnHour() {
        world.create(world.register("1"), 1);
        world.advance(120);
        String task = world.ecs.listTasks(r -> r.cluster("main")).taskArns().get(0);
        world.ecs.stopTask(r -> r.cluster("main").task(task).reason("by hand"));
        world.advance(60);
        assertThat(world.service().runningCount()).isEqualTo(1);
        assertThat(world.stopped()).singleElement().satisfies(one -> {
            assertThat(one.stopCodeAsString()).isEqualTo("UserInitiated");
            assertThat(one.stoppedReason()).isEqualTo("by hand");
        });
        world.advance(3700);
        assertThat(world.stopped()).isEmpty();
    }

    @Test
    void aStoppedServiceDeploymentGoesBack() {
        String good = world.register("1");
        world.create(good, 2);
        world.advance(120);
        world.update(world.register("2"));
        world.advance(10);
        String deployment = world.service().currentServiceDeployment();
        world.ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(deployment).stopType("ROLLBACK"));
        world.advance(300);
        assertThat(world.service().taskDefinition()).isEqualTo(good);
        assertThat(world.ecs
                        .describeServiceDeployments(r -> r.serviceDeploymentArns(deployment))
                        .serviceDeployments()
                        .get(0)
                        .status())
                .isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }
}
