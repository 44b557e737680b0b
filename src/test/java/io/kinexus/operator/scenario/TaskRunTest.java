package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.app.SweptTags;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Launches;
import io.kinexus.operator.rollout.deployment.TaskRuns;
import io.kinexus.operator.support.CheckedRequests;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Task that people start: found with what AWS has of it, run once, and held to its timeout. */
class TaskRunTest {
    private static final String AROUND = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public]}
        ---
        apiVersion: kinexus.io/v1
        kind: Cluster
        metadata: {name: jobs}
        spec: {capacity: [{provider: FARGATE_SPOT, weight: 1}]}
        """;

    @TempDir
    Path folder;

    private static String task(String tag, String timeout) {
        return """
            kind: Task
            metadata: {name: job}
            spec: {cluster: jobs, network: main, image: "repo/job:%s", cpu: 256, memory: 512, publicIp: true, timeout: %s}
            """.formatted(tag, timeout);
    }

    private OneFile running(String tag, String timeout) {
        OneFile file = new OneFile(folder, AROUND, task(tag, timeout));
        assertThat(file.operated.settle(40).snapshot().sync()).isEqualTo("InSync");
        return file;
    }

    private Desired desired() {
        return new DesiredFolder(folder, io.kinexus.operator.desired.Kinds.installed())
                .read("data")
                .fold(complete -> complete, problems -> {
                    throw new IllegalStateException(String.join("\n", problems));
                });
    }

    private Access access(OneFile file) {
        return new Session(
                desired().settings(),
                CheckedRequests.door(file.operated.sandbox)::client,
                Runnable::run,
                Notebook.BLANK,
                file.operated.sandbox.clock());
    }

    private Optional<Launch> launch(OneFile file) {
        return new Launches(Kinds.installed(), new SweptTags(), Runnable::run).find(desired(), access(file), "job");
    }

    private String start(OneFile file, Launch launch, String token) {
        List<String> ids = new ArrayList<>();
        assertThat(TaskRuns.start(access(file).sweep(), launch, token, ids::add))
                .isEqualTo(Outcome.done());
        return ids.get(0);
    }

    private TaskRuns.Run look(OneFile file, Launch launch, String id) {
        Scope scope = access(file).sweep();
        return TaskRuns.look(scope, launch, id).orElseThrow();
    }

    @Test
    void oneTokenIsOneRunWithItsExitCodeAndTheEndOfItsLog() {
        OneFile file = running("1-badmigration", "30m");
        Launch launch = launch(file).orElseThrow();
        assertThat(Launches.names(desired())).containsExactly("job");
        String id = start(file, launch, "ask-once");
        assertThat(start(file, launch, "ask-once")).isEqualTo(id);
        assertThat(look(file, launch, id)).satisfies(run -> {
            assertThat(run.ended()).isFalse();
            assertThat(run.log()).isEmpty();
        });
        file.operated.pass(Duration.ofSeconds(90));
        assertThat(look(file, launch, id)).satisfies(run -> {
            assertThat(run.ended()).isTrue();
            assertThat(run.passed()).isFalse();
            assertThat(run.exit()).contains(1);
            assertThat(run.said()).contains("EssentialContainerExited", "container app exited with 1");
            assertThat(run.log()).contains("error: it cannot go on, and exits with 1");
        });
        assertThat(stops(file)).isEmpty();
    }

    @Test
    void whateverRunsTooLongIsStoppedAndJournaled() {
        OneFile file = running("1", "8s");
        Launch launch = launch(file).orElseThrow();
        String id = start(file, launch, "too-long");
        file.operated.sandbox.advance(Duration.ofSeconds(22));
        file.operated.turn("schedule");
        assertThat(stops(file)).as("it has just begun to run").isEmpty();
        file.operated.sandbox.advance(Duration.ofSeconds(10));
        file.operated.turn("schedule");
        file.operated.turn("schedule");
        file.operated.sandbox.advance(Duration.ofSeconds(30));
        assertThat(look(file, launch, id)).satisfies(run -> {
            assertThat(run.passed()).isFalse();
            assertThat(run.said()).contains("has run longer than its timeout of 8s");
        });
        assertThat(stops(file)).singleElement().satisfies(entry -> {
            assertThat(entry.intent().because()).contains("task job has run longer", id);
            assertThat(entry.settled().orElseThrow().toString()).contains("done");
        });
    }

    @Test
    void whatIsNotMadeYetCannotRun() {
        OneFile file = new OneFile(folder, AROUND, task("1", "30m"));
        assertThat(launch(file)).isEmpty();
    }

    private static List<JournalEntry> stops(OneFile file) {
        return file.operated.journal.entries("data", 500).stream()
                .filter(entry -> entry.intent().action().equals("stop"))
                .toList();
    }
}
