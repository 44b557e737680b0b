package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/** {@code apply} makes one turn in a process of its own: what one edit means is one plan and one turn. */
class OneTurnTest {
    private static final Path SMALL = Path.of("src/test/resources/scenario/small/environment.yaml");

    @TempDir
    Path folder;

    @Test
    void anotherImageReachesItsServiceAtOnceWhereNothingHoldsItsRolloutUp() throws IOException {
        Operated operated = small();
        operated.settle(100);
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0");

        Plan plan = operated.plan();
        assertThat(plan.steps())
                .as(new PlanText(plan, false).text())
                .filteredOn(step -> step.action().writes())
                .extracting(step -> step.action().word() + " " + step.id().local())
                .containsExactlyInAnyOrder("rollout task-definition/api", "rollout ecs-service/api");

        operated.restart();
        operated.turn("manual"); // overtakes the rollout that is only watched by now
        operated.turn("wake"); // begins the new one
        Turned turned = operated.turn("wake");
        assertThat(running(operated)).endsWith("/kinexus-api:1.5.0");
        assertThat(turned.snapshot().health()).as("tasks are being replaced").isEqualTo("Progressing");
        assertThat(operated.plan().empty()).isTrue();
    }

    @Test
    void anImageThatKeepsFailingIsTakenBackOnceAndLeft() throws IOException {
        Operated operated = small();
        operated.settle(100);
        long before = deployments(operated);
        edit("/kinexus-worker:1.4.2", "/kinexus-worker:1.5.0-crash");
        operated.pass(Duration.ofMinutes(20));
        assertThat(deployments(operated)).isEqualTo(before + 1);
        Plan plan = operated.preview();
        assertThat(new PlanText(plan, false).text()).contains("was taken back");
        operated.pass(Duration.ofMinutes(40));
        assertThat(deployments(operated)).isEqualTo(before + 1);

        edit("/kinexus-worker:1.5.0-crash", "/kinexus-worker:1.5.1");
        operated.pass(Duration.ofMinutes(20));
        assertThat(operated.plan().empty()).isTrue();
        assertThat(deployments(operated)).isEqualTo(before + 2);
    }

    private static long deployments(Operated operated) {
        return operated.writes().stream()
                .filter(call -> call.equals("ecs:UpdateService"))
                .count();
    }

    private Operated small() throws IOException {
        Path environment = Files.createDirectories(folder.resolve("small"));
        Files.copy(SMALL, environment.resolve("environment.yaml"));
        return new Operated(new DesiredFolder(folder, Kinds.installed()), "small", SandboxScript.plain());
    }

    private static String running(Operated operated) {
        EcsClient ecs = operated.client(EcsClient.class);
        String revision = ecs.describeServices(r -> r.cluster("c").services("api"))
                .services()
                .get(0)
                .taskDefinition();
        return ecs.describeTaskDefinition(r -> r.taskDefinition(revision))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    private void edit(String from, String to) throws IOException {
        Path file = folder.resolve("small/environment.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
