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
    void anotherImageReachesItsServiceInTheTurnThatRegistersIt() throws IOException {
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
        Turned turned = operated.turn("manual");
        assertThat(running(operated)).endsWith("/kinexus-api:1.5.0");
        assertThat(turned.snapshot().health()).as("tasks are being replaced").isEqualTo("Progressing");
        assertThat(operated.plan().empty()).isTrue();
    }

    @Test
    void anImageThatKeepsFailingIsTriedAFewTimesAndThenLeft() throws IOException {
        Operated operated = small();
        operated.settle(100);
        edit("/kinexus-worker:1.4.2", "/kinexus-worker:1.5.0-crash");
        operated.settle(300);
        long deployed = deployments(operated);
        assertThat(deployed).isBetween(2L, 5L);
        Plan plan = operated.preview();
        assertThat(new PlanText(plan, false).text()).contains("and the difference is still there");
        for (int i = 0; i < 40; i++) {
            operated.sandbox.advance(Duration.ofMinutes(1));
            operated.turn("schedule");
        }
        assertThat(deployments(operated)).isEqualTo(deployed);

        edit("/kinexus-worker:1.5.0-crash", "/kinexus-worker:1.5.1");
        operated.settle(100);
        assertThat(operated.plan().empty()).isTrue();
        assertThat(deployments(operated)).isEqualTo(deployed + 1);
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
