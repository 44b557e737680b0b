package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Snapshot;
import io.kinexus.operator.forge.CommitStatuses;
import io.kinexus.operator.forge.ForgeSettings;
import io.kinexus.operator.forge.ForgeSettings.Kind;
import io.kinexus.operator.git.GitDesiredState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said beside a commit whose revision was taken back, over real HTTP. */
class AnnouncementsTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String COMMIT = "0123456789012345678901234567890123456789";
    private static final String BECAUSE =
            "ecs-service/api: commit " + COMMIT + " is held back: 3 tasks stopped: password=hunter2";

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private HttpServer forge;
    private Announcements announcements;

    @BeforeEach
    void start() throws IOException, NoSuchAlgorithmException {
        forge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forge.createContext("/", exchange -> {
            try (exchange) {
                JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
                said.add(body.path("state").asText() + ": "
                        + body.path("description").asText());
                exchange.sendResponseHeaders(201, -1);
            }
        });
        forge.start();
        URI api = URI.create("http://localhost:" + forge.getAddress().getPort());
        ForgeSettings settings =
                new ForgeSettings(Kind.GITHUB, api, "acme/state", () -> Optional.of("token"), Optional.empty());
        announcements = new Announcements(
                unread(), new CommitStatuses(settings, SSLContext.getDefault(), Duration.ofMillis(20)));
    }

    private GitDesiredState unread() throws IOException {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("kinexus.home", folder.toString(), GitConfiguration.URL, "https://nowhere.invalid/acme/state"));
        GitConfiguration git = new GitConfiguration(new Configuration(properties, Map.of()));
        return new GitDesiredState(git.open(), Kinds.installed(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        announcements.close();
        forge.stop(0);
    }

    private String said(String health, List<String> evidence, String result, Run.Line... lines) {
        Run run = new Run("test", COMMIT, "wake", NOON, Duration.ZERO, result, "", List.of(lines), List.of());
        said.clear();
        announcements.turned(new Snapshot(
                "test", Mode.ENFORCE, COMMIT, "OutOfSync", health, evidence, Optional.of(NOON), Optional.empty(), run));
        await().atMost(Duration.ofSeconds(10)).until(() -> !said.isEmpty());
        return said.get(0);
    }

    @Test
    void aCommitThatIsHeldBackIsSaidToBe() {
        assertThat(said("Progressing", List.of(), "waiting")).isEqualTo("pending: progressing");
        assertThat(said("HeldBack", List.of(BECAUSE), "held", held("task-definition/api"), held("ecs-service/api")))
                .isEqualTo("pending: held back: ecs-service/api");
        assertThat(said("HeldBack", List.of(BECAUSE, BECAUSE.replace("api", "web")), "in-sync"))
                .isEqualTo("pending: held back: ecs-service/api and 1 more");
        assertThat(said("HeldBack", List.of(BECAUSE), "failed", line("alarm/x", "retryable")))
                .isEqualTo("pending: held back: ecs-service/api; failed: alarm/x");
    }

    @Test
    void evidenceIsNotNeeded() {
        assertThat(said("HeldBack", List.of(), "held")).isEqualTo("pending: held back");
    }

    private static Run.Line held(String resource) {
        return line(resource, "held");
    }

    private static Run.Line line(String resource, String outcome) {
        return new Run.Line(resource, "update", outcome, "");
    }

    @Test
    void whatIsHeldByAGateIsSaidAsBefore() {
        assertThat(said("Healthy", List.of(), "held", held("vpc/main"))).isEqualTo("pending: held back: vpc/main");
        assertThat(said("Degraded", List.of(), "failed", line("alarm/x", "terminal")))
                .isEqualTo("failure: failed: alarm/x");
    }
}
