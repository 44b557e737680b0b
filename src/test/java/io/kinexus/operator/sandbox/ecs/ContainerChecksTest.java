package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** Container health checks: 10 s apart, two in a row, after the twenty seconds that a task takes to run. */
class ContainerChecksTest {
    private static final int RUNNING = 20;
    private final EcsWorld world = new EcsWorld();

    @Test
    void aContainerIsUnknownUntilItsFirstCheckAndThenHealthy() {
        world.create(register("1", 0, true), 1);
        world.advance(RUNNING + 5);
        assertThat(task().healthStatusAsString()).isEqualTo("UNKNOWN");
        world.advance(6);
        assertThat(task().healthStatusAsString()).isEqualTo("HEALTHY");
        assertThat(task().containers().get(0).healthStatusAsString()).isEqualTo("HEALTHY");
        assertThat(world.primary().rolloutState())
                .as("a check that passes is believed without the forty seconds")
                .isEqualTo(DeploymentRolloutState.COMPLETED);
    }

    @Test
    void enoughFailuresInARowStopTheTaskAndAnotherIsStarted() {
        world.create(register("2-unhealthy", 0, true), 1);
        world.advance(RUNNING + 15);
        assertThat(task().healthStatusAsString()).as("one failure").isEqualTo("UNKNOWN");
        world.advance(20);
        Task first = world.stopped().get(0);
        assertThat(first.stoppedReason()).isEqualTo("Task failed container health checks");
        assertThat(first.stopCodeAsString()).isEqualTo("ServiceSchedulerInitiated");
        assertThat(events()).anyMatch(text -> text.endsWith(") failed container health checks."));
        assertThat(world.ecs.listTasks(r -> r.cluster("main")).taskArns())
                .hasSize(1)
                .doesNotContain(first.taskArn());
    }

    @Test
    void failuresOfTheStartPeriodDoNotCount() {
        world.create(register("2-unhealthy", 60, true), 1);
        world.advance(RUNNING + 65);
        assertThat(world.stopped()).isEmpty();
        assertThat(task().healthStatusAsString()).isEqualTo("UNKNOWN");
        world.advance(25);
        assertThat(world.stopped()).hasSize(1);
    }

    @Test
    void aContainerThatIsNotEssentialDoesNotDecide() {
        world.create(register("2-unhealthy", 0, false), 1);
        world.advance(RUNNING + 60);
        assertThat(world.stopped()).isEmpty();
        assertThat(task().healthStatusAsString()).isEqualTo("UNKNOWN");
        assertThat(task().containers().get(1).healthStatusAsString()).isEqualTo("UNHEALTHY");
    }

    @Test
    void theBreakerCountsThemAndGoesBack() {
        world.create(register("1", 0, true), 1);
        world.advance(120);
        String good = world.primary().taskDefinition();
        world.update(register("2-unhealthy", 0, true));
        world.advance(600);
        assertThat(world.primary().taskDefinition()).isEqualTo(good);
        assertThat(world.primary().rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(events()).anyMatch(text -> text.contains("rolling back to deployment"));
    }

    private String register(String tag, int startPeriod, boolean essential) {
        ContainerDefinition checked = ContainerDefinition.builder()
                .name("checked")
                .image("repo/app:" + tag)
                .essential(essential)
                .healthCheck(HealthCheck.builder()
                        .command("CMD-SHELL", "curl -f localhost")
                        .interval(10)
                        .retries(2)
                        .startPeriod(startPeriod == 0 ? null : startPeriod)
                        .build())
                .build();
        ContainerDefinition main =
                ContainerDefinition.builder().name("main").image("repo/app:1").build();
        return world.ecs
                .registerTaskDefinition(EcsWorld.definition(tag)
                        .containerDefinitions(essential ? List.of(checked) : List.of(main, checked))
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    private Task task() {
        List<String> arns = world.ecs.listTasks(r -> r.cluster("main")).taskArns();
        return world.ecs
                .describeTasks(r -> r.cluster("main").tasks(arns))
                .tasks()
                .get(0);
    }

    private List<String> events() {
        return world.service().events().stream().map(ServiceEvent::message).toList();
    }
}
