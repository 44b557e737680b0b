package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.ledger.NotebookFolder;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** A fresh process on a machine that has planned before: fewer calls, and never another plan. */
class SecondPlanTest {
    private static final Path SMALL = Path.of("src/test/resources/scenario/small/environment.yaml");

    @TempDir
    Path folder;

    private Operated operated;

    @BeforeEach
    void settled() throws IOException {
        Path environment = Files.createDirectories(folder.resolve("desired/small"));
        Files.copy(SMALL, environment.resolve("environment.yaml"));
        operated = settled(new DesiredFolder(folder.resolve("desired"), Kinds.installed()));
    }

    private static Operated settled(DesiredFolder desired) {
        Operated operated = new Operated(desired, "small", SandboxScript.plain());
        operated.settle(100);
        return operated;
    }

    private Path pages() {
        return folder.resolve("home/notebook");
    }

    private Notebook notebook() {
        return new NotebookFolder(pages(), "here");
    }

    private static long described(Operated operated, Runnable work) {
        int before = operated.sandbox.calls().size();
        work.run();
        return operated.sandbox.calls().stream()
                .skip(before)
                .filter(logged -> logged.call().action().equals("DescribeTaskDefinition"))
                .count();
    }

    private static String text(Plan plan) {
        return new PlanText(plan, false).text();
    }

    @Test
    void describesNoRevisionAgainAndSaysTheSame() {
        assertThat(described(operated, () -> operated.plan(notebook()))).isEqualTo(2);
        assertThat(described(operated, () -> {
                    Plan second = operated.plan(notebook());
                    assertThat(text(second)).isEqualTo(text(operated.plan()));
                    assertThat(second.hash()).isEqualTo(operated.plan().hash());
                }))
                .as("those of the two plans without a notebook")
                .isEqualTo(4);
    }

    @Test
    void showsWhatChangedFromTheRevisionItself() throws IOException {
        operated.plan(notebook());
        Path file = folder.resolve("desired/small/environment.yaml");
        Files.writeString(file, Files.readString(file).replace("/kinexus-api:1.4.2", "/kinexus-api:1.5.0"));
        assertThat(text(operated.plan(notebook())))
                .isEqualTo(text(operated.plan()))
                .contains("/kinexus-api:1.4.2")
                .contains("/kinexus-api:1.5.0");
    }

    @Test
    void doesNotBelieveANewAccountWithTheSameNumbers() {
        operated.plan(notebook());
        operated.sandbox.reset();
        Operated anew = settled(new DesiredFolder(folder.resolve("desired"), Kinds.installed()));
        assertThat(described(anew, () -> anew.plan(notebook()))).isEqualTo(2);
    }

    @Test
    void seesARevisionMadeByHandWithOurTags() {
        operated.plan(notebook());
        EcsClient ecs = operated.client(EcsClient.class);
        String runs = running(ecs);
        DescribeTaskDefinitionResponse ours =
                ecs.describeTaskDefinition(r -> r.taskDefinition(runs).include(TaskDefinitionField.TAGS));
        String theirs = ecs.registerTaskDefinition(r -> like(r, ours.taskDefinition())
                        .tags(ours.tags())
                        .containerDefinitions(ours.taskDefinition().containerDefinitions().stream()
                                .map(one -> one.toBuilder()
                                        .environment(KeyValuePair.builder()
                                                .name("DEBUG")
                                                .value("1")
                                                .build())
                                        .build())
                                .toList()))
                .taskDefinition()
                .taskDefinitionArn();
        ecs.updateService(r -> r.cluster("c").service("api").taskDefinition(theirs));
        assertThat(text(operated.plan(notebook())))
                .isEqualTo(text(operated.plan()))
                .contains("DEBUG=1");
        assertThat(text(operated.plan(notebook()))).as("and the time after").isEqualTo(text(operated.plan()));
    }

    private static software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest.Builder like(
            software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest.Builder request,
            TaskDefinition revision) {
        return request.family(revision.family())
                .cpu(revision.cpu())
                .memory(revision.memory())
                .networkMode(revision.networkMode())
                .requiresCompatibilities(revision.requiresCompatibilities())
                .runtimePlatform(revision.runtimePlatform())
                .executionRoleArn(revision.executionRoleArn())
                .taskRoleArn(revision.taskRoleArn());
    }

    @Test
    void seesThatSomebodyTookOurTagsAway() {
        operated.plan(notebook());
        EcsClient ecs = operated.client(EcsClient.class);
        String runs = running(ecs);
        ecs.untagResource(r -> r.resourceArn(runs).tagKeys("kinexus:environment", "kinexus:resource"));
        assertThat(text(operated.plan(notebook()))).isEqualTo(text(operated.plan()));
    }

    private static String running(EcsClient ecs) {
        return ecs.describeServices(r -> r.cluster("c").services("api"))
                .services()
                .get(0)
                .taskDefinition();
    }

    @Test
    void keepsDigestsOnlyAndForThisUserAlone() throws IOException {
        operated.plan(notebook());
        assertThat(Files.getPosixFilePermissions(pages())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(Files.getPosixFilePermissions(files.get(0))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readAllLines(files.get(0)))
                .hasSize(3)
                .startsWith("task definitions, 1")
                .last()
                .asString()
                .matches("small-worker-task arn:aws:ecs:us-east-1:123456789012:task-definition/small-worker-task:1"
                        + " ecs-svc/\\d{19} \\d+ [0-9a-f]{64}");
    }

    @Test
    void takesAPageThatIsCutOffOrDamagedForWhatIsLeftOfIt() throws IOException {
        operated.plan(notebook());
        Path page = files().get(0);
        String whole = Files.readString(page);
        String honest = text(operated.plan());
        for (String damaged : List.of(
                "",
                "\0\0\0",
                whole.substring(0, whole.length() - 20),
                whole.replaceAll("[0-9a-f]{64}", "0".repeat(64)),
                whole.replace("small-api", "small-worker"),
                "something else\n" + whole)) {
            Files.writeString(page, damaged);
            assertThat(text(operated.plan(notebook()))).isEqualTo(honest);
            assertThat(Files.readString(page)).as("mended").isEqualTo(whole);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(pages())) {
            return all.toList();
        }
    }
}
