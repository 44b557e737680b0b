package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/** A Service whose revisions a Task must pass before they are sent. */
class TestedRolloutTest {
    private static final String SMOKE = "/kinexus-smoke:1";
    private static final String TASK = """
        ---
        apiVersion: kinexus.io/v1
        kind: Task
        metadata: {name: smoke}
        spec:
          cluster: c
          network: main
          image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/kinexus-smoke:1
          cpu: 256
          memory: 512
          command: [smoke]
          timeout: 5m
        """;

    @TempDir
    Path folder;

    private EditedService service;

    @BeforeEach
    void itRuns() {
        service = EditedService.running(
                folder,
                yaml -> yaml.replace("strategy: canary", "test: {task: smoke}\n    strategy: canary") + TASK,
                SandboxScript.plain());
    }

    @Test
    void aRevisionThatPassesIsSentAndItsTestLeavesNothingBehind() {
        service.commit("1.5.0");
        service.operated.pass(Duration.ofMinutes(6));
        assertThat(service.newest().history())
                .as(service.newest().toString())
                .extracting(Rollout.Moment::because)
                .anyMatch(because -> because.startsWith("the test smoke has passed"));
        service.operated.pass(Duration.ofMinutes(70), Duration.ofSeconds(5), service::ended);
        assertThat(service.newest().state().word()).isEqualTo("Succeeded");
        assertThat(service.image()).endsWith("/kinexus-api:1.5.0");
        assertThat(lone()).allSatisfy(task -> assertThat(task.lastStatus()).isEqualTo("STOPPED"));
    }

    @Test
    void aRevisionThatFailsItsTestIsNotSent() {
        String before = service.definition();
        service.change(SMOKE, SMOKE + "-badmigration");
        service.commit("1.5.0");
        service.operated.pass(Duration.ofMinutes(20), Duration.ofSeconds(5), service::ended);
        Rollout rollout = service.newest();
        assertThat(rollout.state().word()).as(rollout.toString()).isEqualTo("RolledBack");
        assertThat(rollout.state().because())
                .contains(
                        "nothing was shifted; the test smoke failed",
                        "container app exited with 1",
                        "error: it cannot go on, and exits with 1");
        assertThat(service.definition()).isEqualTo(before);
        assertThat(service.operated.rollouts.quarantines(EditedService.ENVIRONMENT))
                .containsOnlyKeys(ResourceId.of(EditedService.ENVIRONMENT, "ecs-service", "api"));
        service.quiet(Duration.ofMinutes(2));
        assertThat(lone()).allSatisfy(task -> assertThat(task.lastStatus()).isEqualTo("STOPPED"));
    }

    /** Tasks that belong to no service. */
    private List<Task> lone() {
        EcsClient ecs = service.operated.client(EcsClient.class);
        return List.of("RUNNING", "STOPPED").stream()
                .map(status ->
                        ecs.listTasks(r -> r.cluster("c").desiredStatus(status)).taskArns())
                .filter(arns -> !arns.isEmpty())
                .flatMap(arns -> ecs.describeTasks(r -> r.cluster("c").tasks(arns)).tasks().stream())
                .filter(task -> task.group().startsWith("kinexus-"))
                .toList();
    }
}
