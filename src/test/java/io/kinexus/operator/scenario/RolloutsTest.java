package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** One line of YAML is edited; what becomes of it, from the commit to the last word. */
class RolloutsTest {
    private static final Path FILE = Path.of("src/test/resources/rollouts/rollout/environment.yaml");
    private static final ResourceId API = ResourceId.of("rollout", "ecs-service", "api");
    private static final String GOOD = "/kinexus-api:1.4.2";

    @TempDir
    Path folder;

    @Test
    void aGoodVersionGoesOutStepByStepAndStays() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0");
        Turned turned = operated.pass(Duration.ofMinutes(75));

        Rollout rollout = newest(operated);
        assertThat(rollout.history())
                .as(rollout.toString())
                .extracting(Rollout.Moment::state)
                .containsSubsequence(
                        "Pending",
                        "Verifying",
                        "Migrating",
                        "Deploying",
                        "Shifting",
                        "Baking",
                        "Watching",
                        "Succeeded");
        assertThat(image(operated)).endsWith("/kinexus-api:1.5.0");
        assertThat(turned.snapshot().sync()).isEqualTo("InSync");
        assertThat(turned.snapshot().health()).isEqualTo("Healthy");
        assertThat(operated.rollouts.quarantines("rollout")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "missing, Verifying",
        "arm, Verifying",
        "badmigration, Migrating",
        "nosecret, Migrating",
        "norole, Migrating",
        "crash, Migrating",
        "oom, Deploying",
        "unhealthy, Deploying",
        "flaky, Deploying",
        "errors, Shifting",
        "slow, Shifting",
        "late, Baking",
    })
    void aBadVersionIsTakenBackAndStaysOut(String tag, String after) throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0-" + tag);
        Turned turned = operated.pass(Duration.ofMinutes(75));

        Rollout rollout = newest(operated);
        assertThat(rollout.state().word()).as(rollout.toString()).isEqualTo("RolledBack");
        assertThat(rollout.history()).extracting(Rollout.Moment::state).contains(after);
        assertThat(image(operated)).endsWith(GOOD);
        assertThat(operated.rollouts.quarantines("rollout")).containsOnlyKeys(API);
        assertThat(turned.snapshot().health())
                .as(turned.snapshot().evidence().toString())
                .isEqualTo("HeldBack");
        int writes = operated.writes().size();
        operated.pass(Duration.ofMinutes(20));
        assertThat(operated.writes()).as("nothing is tried again").hasSize(writes);
        assertThat(newest(operated).id()).isEqualTo(rollout.id());
    }

    @Test
    void whatRegressesWhenTheOldTasksAreGoneIsTakenBackToo() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0-late");
        change("bake: 10m", "bake: 2m");
        operated.pass(Duration.ofMinutes(75));

        Rollout rollout = newest(operated);
        assertThat(rollout.history())
                .as(rollout.toString())
                .extracting(Rollout.Moment::state)
                .endsWith("Baking", "Watching", "RollingBack", "RolledBack");
        assertThat(image(operated)).endsWith(GOOD);
    }

    @Test
    void aNewCommitOvertakesTheRolloutUnderWay() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0");
        operated.pass(Duration.ofMinutes(8));
        String first = newest(operated).id();
        assertThat(newest(operated).state().word()).isEqualTo("Shifting");
        change("/kinexus-api:1.5.0", "/kinexus-api:1.6.0");
        operated.pass(Duration.ofMinutes(75));

        assertThat(operated.rollouts.find(first).orElseThrow().state().word()).isEqualTo("Superseded");
        assertThat(newest(operated).state().word())
                .as(newest(operated).toString())
                .isEqualTo("Succeeded");
        assertThat(image(operated)).endsWith("/kinexus-api:1.6.0");
    }

    @Test
    void aReleasedRevisionIsTriedAgain() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0-badmigration");
        operated.pass(Duration.ofMinutes(10));
        String first = newest(operated).id();
        operated.restart();
        operated.pass(Duration.ofMinutes(10));
        assertThat(newest(operated).id()).as("a restart forgets nothing").isEqualTo(first);

        assertThat(operated.rollouts.release(API)).isTrue();
        operated.pass(Duration.ofMinutes(10));
        assertThat(newest(operated).id()).isNotEqualTo(first);
        assertThat(newest(operated).state().word()).isEqualTo("RolledBack");
    }

    /** Rollouts go on beside a turn: one may end after the turn's gates were asked, and before it writes. */
    @Test
    void whatIsTakenBackWhileATurnRunsIsNotBegunAgainByThatTurn() throws IOException {
        Operated operated = running();
        AtomicBoolean blind = new AtomicBoolean();
        operated.ledger = real -> (Rollouts) Proxy.newProxyInstance(
                Rollouts.class.getClassLoader(),
                new Class<?>[] {Rollouts.class},
                (proxy, method, arguments) -> method.getName().equals("quarantines") && blind.getAndSet(false)
                        ? Map.of()
                        : method.invoke(real, arguments));
        operated.restart();
        edit("/kinexus-api:1.5.0-badmigration");
        operated.pass(Duration.ofMinutes(10));
        String first = newest(operated).id();
        assertThat(newest(operated).state().word()).isEqualTo("RolledBack");

        blind.set(true);
        Turned turned = operated.turn("wake");
        assertThat(blind).isFalse();
        assertThat(turned.run().lines())
                .filteredOn(line -> line.resource().equals(API.toString()))
                .extracting(Run.Line::message)
                .allMatch(message -> message.contains("taken back meanwhile"));
        assertThat(newest(operated).id()).isEqualTo(first);
    }

    @Test
    void aTagThatIsPushedAgainIsAnotherRevision() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0-badmigration");
        operated.pass(Duration.ofMinutes(10));
        String first = newest(operated).id();
        assertThat(newest(operated).subject().digest()).isPresent();
        operated.pass(Duration.ofMinutes(5));
        assertThat(newest(operated).id()).isEqualTo(first);

        operated.client(EcrClient.class).putImage(r -> r.repositoryName("kinexus-api")
                .imageTag("1.5.0-badmigration")
                .imageManifest("{\"schemaVersion\": 2, \"mediaType\":"
                        + " \"application/vnd.oci.image.index.v1+json\", \"manifests\": [{\"platform\":"
                        + " {\"os\": \"linux\", \"architecture\": \"amd64\"}}]}"));
        operated.pass(Duration.ofMinutes(10));
        assertThat(newest(operated).id()).isNotEqualTo(first);
    }

    @Test
    void aPersonGoesBackToTheRevisionBefore() throws IOException {
        Operated operated = running();
        edit("/kinexus-api:1.5.0");
        operated.pass(Duration.ofMinutes(75));
        assertThat(newest(operated).state().word()).isEqualTo("Succeeded");

        operated.rollouts.wish(newest(operated).id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        Turned turned = operated.pass(Duration.ofMinutes(20));
        assertThat(newest(operated).state().word())
                .as(newest(operated).toString())
                .isEqualTo("RolledBack");
        assertThat(image(operated)).endsWith(GOOD);
        assertThat(turned.snapshot().health()).isEqualTo("HeldBack");
    }

    @Test
    void aFirstDeploymentThatFailsIsStoppedAndStaysSo() throws IOException {
        Path environment = Files.createDirectories(folder.resolve("rollout"));
        Files.writeString(
                environment.resolve("environment.yaml"),
                Files.readString(FILE).replace(GOOD, "/kinexus-api:1.0.0-unhealthy"));
        Operated operated =
                new Operated(new DesiredFolder(folder, Kinds.installed()), "rollout", SandboxScript.plain());
        Turned turned = operated.pass(Duration.ofMinutes(60));
        assertThat(newest(operated).state().word())
                .as(newest(operated).toString())
                .isEqualTo("NoBaseline");
        assertThat(turned.snapshot().health()).isEqualTo("Degraded");
        operated.pass(Duration.ofMinutes(30));
        assertThat(operated.client(EcsClient.class)
                        .describeServices(r -> r.cluster("c").services("api"))
                        .services()
                        .get(0)
                        .desiredCount())
                .isZero();
    }

    private static Rollout newest(Operated operated) {
        return operated.rollouts.latest("rollout", 1).get(0);
    }

    /** What the tasks that serve were made from. */
    private static String image(Operated operated) {
        EcsClient ecs = operated.client(EcsClient.class);
        String definition = ecs.describeServices(r -> r.cluster("c").services("api"))
                .services()
                .get(0)
                .taskDefinition();
        return ecs.describeTaskDefinition(r -> r.taskDefinition(definition))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    private Operated running() throws IOException {
        Path environment = Files.createDirectories(folder.resolve("rollout"));
        Files.copy(FILE, environment.resolve("environment.yaml"));
        Operated operated =
                new Operated(new DesiredFolder(folder, Kinds.installed()), "rollout", SandboxScript.plain());
        Turned turned = operated.pass(Duration.ofMinutes(100));
        assertThat(turned.snapshot().health())
                .as(turned.snapshot().evidence() + " " + operated.rollouts.latest("rollout", 1))
                .isEqualTo("Healthy");
        return operated;
    }

    private void edit(String image) throws IOException {
        change(GOOD, image);
    }

    private void change(String before, String after) throws IOException {
        Path file = folder.resolve("rollout").resolve("environment.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
