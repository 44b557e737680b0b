package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Snapshot;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.GitSource;
import io.kinexus.operator.git.RevertBranches;
import io.kinexus.operator.ledger.InMemoryLeases;
import io.kinexus.operator.ledger.InMemoryRollouts;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.eclipse.jgit.lib.ObjectId;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a turn with something held back, a branch is there that takes it back; nothing else is ever pushed. */
class RevertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ResourceId API = ResourceId.of("test", "ecs-service", "api");
    private static final String ENVIRONMENT = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: test}
        spec:
          account: "123456789012"
          region: us-east-1
        """;

    @TempDir
    Path folder;

    private final Map<ResourceId, Quarantine> held = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Certificates certificates = new Certificates();
    private Repo repo;
    private HttpsGit server;
    private GitSource source;
    private GitDesiredState state;

    @BeforeEach
    void start() throws IOException {
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT + "# worse\n"));
        source = configuration("true").open();
        state = new GitDesiredState(source, Kinds.installed(), InstantSource.system());
        assertThat(state.poll()).isTrue();
    }

    @AfterEach
    void stop() {
        state.close();
        server.close();
    }

    private GitConfiguration configuration(String allowed) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "kinexus.home",
                folder.resolve("home").toString(),
                GitConfiguration.URL,
                server.url(),
                GitConfiguration.CA_FILE,
                certificates.pem(folder.resolve("ca.pem")).toString(),
                GitConfiguration.ALLOW_LOOPBACK,
                "true",
                GitConfiguration.REVERT_BRANCHES,
                allowed));
        return new GitConfiguration(new Configuration(properties, Map.of()));
    }

    private Reverts reverts() {
        RevertBranches branches = configuration("true").reverts(source, state).orElseThrow();
        return new Reverts(Announced.toNobody(), branches, this::quarantines, now::get);
    }

    private Map<ResourceId, Quarantine> quarantines(String environment) {
        looks.incrementAndGet();
        return environment.equals("test") ? new HashMap<>(held) : Map.of();
    }

    private void hold() {
        held.put(API, new Quarantine(API, "ab".repeat(32), "r-17", repo.tip().name(), "tasks stopped", NOON));
    }

    private static Snapshot snapshot(String environment) {
        Run run = new Run(environment, "", "schedule", NOON, Duration.ZERO, "held", "", List.of(), List.of());
        return new Snapshot(
                environment,
                Mode.ENFORCE,
                "",
                "OutOfSync",
                "HeldBack",
                List.of(),
                Optional.of(NOON),
                Optional.empty(),
                run);
    }

    /** After this, everything that an environment's last turn has brought about is over. */
    private void turned(Reverts reverts, String environment) {
        int before = looks.get();
        reverts.turned(snapshot(environment));
        await().atMost(PATIENCE).until(() -> looks.get() > before);
        reverts.turned(snapshot("nobody's"));
        await().atMost(PATIENCE).until(() -> looks.get() > before + 1);
    }

    private Optional<ObjectId> branch() throws IOException {
        String name = "refs/heads/kinexus/revert-test-api-" + repo.tip().name().substring(0, 8);
        return Optional.ofNullable(repo.repository.exactRef(name)).map(found -> found.getObjectId());
    }

    @Test
    void whatIsHeldBackIsProposedOnce() throws IOException {
        Reverts reverts = reverts();
        turned(reverts, "test");
        assertThat(branch()).isEmpty();
        hold();
        turned(reverts, "test");
        assertThat(branch()).isPresent();
        int asked = server.requests.size();
        turned(reverts, "test");
        assertThat(server.requests).as("nobody is asked again").hasSize(asked);
        reverts.close();

        Reverts restarted = reverts();
        turned(restarted, "test");
        assertThat(server.pushes).hasValue(1);
        restarted.close();
    }

    @Test
    void whatIsNotTakenIsSaidOnceAndTriedAgainLater() throws IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler handler = listening(said);
        Logger logger = LogContext.getLogContext().getLogger(Reverts.class.getName());
        logger.addHandler(handler);
        hold();
        server.readOnly = true;
        Reverts reverts = reverts();
        turned(reverts, "test");
        int asked = server.requests.size();
        turned(reverts, "test");
        assertThat(server.requests).as("not yet again").hasSize(asked);
        now.set(NOON.plus(Duration.ofMinutes(1)));
        turned(reverts, "test");
        assertThat(server.requests).hasSizeGreaterThan(asked);
        logger.removeHandler(handler);
        assertThat(said).singleElement().asString().contains("test/ecs-service/api", "not permitted");

        server.readOnly = false;
        now.set(NOON.plus(Duration.ofMinutes(2)));
        turned(reverts, "test");
        assertThat(branch()).as("its second pause is longer").isEmpty();
        now.set(NOON.plus(Duration.ofMinutes(3)));
        turned(reverts, "test");
        assertThat(branch()).isPresent();
        reverts.close();
    }

    private static Handler listening(List<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aLedgerThatDoesNotAnswerEndsNothing() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Reverts reverts = new Reverts(
                Announced.toNobody(),
                configuration("true").reverts(source, state).orElseThrow(),
                environment -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new IllegalStateException("no connection");
                    }
                    return quarantines(environment);
                },
                now::get);
        hold();
        reverts.turned(snapshot("test"));
        await().atMost(PATIENCE).until(() -> asked.get() == 1);
        turned(reverts, "test");
        assertThat(branch()).isPresent();
        reverts.close();
    }

    @Test
    void nothingIsPushedUnlessItIsAllowed() {
        assertThat(configuration("").reverts(source, state)).isEmpty();
        assertThat(configuration("false").reverts(source, state)).isEmpty();
        assertThatThrownBy(() -> configuration("yes").reverts(source, state))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("must be true or false");
        Rollouts rollouts = new InMemoryRollouts(new InMemoryLeases(now::get));
        assertThat(Reverts.beside(new FolderSource(folder), rollouts))
                .as("a folder has no branches")
                .isNotInstanceOf(Reverts.class);
    }
}
