package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.fleet.Hints;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import io.kinexus.operator.support.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that follows git, in the sandbox: a push becomes what runs, and a broken one does not. */
class GitControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
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

    private Repo repo;
    private HttpsGit server;
    private RunningController controller;
    private HttpServer forge;
    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        Certificates certificates = new Certificates();
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "kinexus.home",
                folder.resolve("home").toString(),
                "kinexus.desired-state",
                folder.toString(),
                "kinexus.database.url",
                TestPostgres.freshDatabase().plain(),
                "kinexus.sandbox",
                "true",
                "kinexus.sandbox.speed",
                "60",
                "kinexus.token",
                "a-token-of-this-test",
                DesiredFolders.GIT,
                "true",
                GitConfiguration.URL,
                server.url(),
                GitConfiguration.CA_FILE,
                certificates.pem(folder.resolve("ca.pem")).toString(),
                GitConfiguration.ALLOW_LOOPBACK,
                "true"));
        properties.put(GitConfiguration.INTERVAL, "1h");
        properties.put(StatusConfiguration.STATUS, "github");
        forge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        properties.put(StatusConfiguration.API, forge());
        repo.commit(files("one"));
        controller = RunningController.start(new Configuration(properties, Map.of()), Hints.none());
    }

    /** Where each status goes: commit, context, state and description. */
    private String forge() {
        forge.createContext("/", exchange -> {
            try (exchange) {
                JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
                String path = exchange.getRequestURI().getPath();
                said.add(path.substring(path.lastIndexOf('/') + 1) + " "
                        + body.path("context").asText() + " "
                        + body.path("state").asText() + ": "
                        + body.path("description").asText());
                exchange.sendResponseHeaders(201, -1);
            }
        });
        forge.start();
        return "http://localhost:" + forge.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        controller.close();
        server.close();
        forge.stop(0);
    }

    private void said(ObjectId commit, String what) {
        await().atMost(PATIENCE).until(() -> said.contains(commit.name() + " kinexus/test " + what));
    }

    private static Map<String, String> files(String... clusters) {
        Map<String, String> files = new TreeMap<>(Map.of("desired-state/test/environment.yaml", ENVIRONMENT));
        for (String name : clusters) {
            files.put("desired-state/test/" + name + ".yaml", """
                apiVersion: kinexus.io/v1
                kind: Cluster
                metadata: {name: %s}
                spec: {}
                """.formatted(name));
        }
        return files;
    }

    private Optional<EnvironmentDetail> detail() {
        return source().commit().map(commit -> controller.control().environment("test"));
    }

    private SourceView source() {
        return controller.control().status().source().orElseThrow();
    }

    private EnvironmentDetail converged(ObjectId commit, int resources) {
        await().atMost(PATIENCE).until(() -> detail().filter(
                        it -> it.commit().equals(commit.name()) && it.sync().equals("InSync"))
                .isPresent());
        EnvironmentDetail detail = detail().orElseThrow();
        assertThat(detail.resources()).hasSize(resources);
        return detail;
    }

    @Test
    void aPushBecomesWhatRunsAndABrokenOneDoesNot() {
        converged(repo.tip(), 1);
        ObjectId second = repo.commit(files("one", "two"));
        controller.pollSoon();
        EnvironmentDetail detail = converged(second, 2);
        assertThat(source().commit()).contains(second.name());
        assertThat(detail.lastRun().map(RunView::commit)).contains(second.name());
        assertThat(controller.control().history("test", 10).runs())
                .extracting(RunView::commit)
                .contains(second.name())
                .doesNotContain("sha256");

        said(second, "pending: queued");
        said(second, "success: in sync, Healthy");

        ObjectId broken = repo.commit(Map.of("desired-state/test/environment.yaml", ENVIRONMENT + "  colour: red\n"));
        controller.pollSoon();
        await().atMost(PATIENCE).until(() -> !problems().isEmpty());
        assertThat(problems())
                .anyMatch(line -> line.contains("cannot be read, so " + second.name() + " stays in force"))
                .anyMatch(line -> line.startsWith("desired-state/test/environment.yaml:7:3: spec.colour:"));
        converged(second, 2);
        said(broken, "failure: cannot be read: desired-state/test/environment.yaml:7:3");

        ObjectId mended = repo.commit(files("two"));
        controller.pollSoon();
        await().atMost(PATIENCE).until(() -> detail().filter(it -> it.commit().equals(mended.name()))
                .isPresent());
        await().atMost(PATIENCE).until(() -> problems().isEmpty());
    }

    private List<String> problems() {
        return detail().flatMap(EnvironmentDetail::lastRun)
                .map(RunView::problems)
                .orElse(List.of());
    }
}
