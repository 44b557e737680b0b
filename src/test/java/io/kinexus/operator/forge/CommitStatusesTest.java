package io.kinexus.operator.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.forge.CommitStatus.State;
import io.kinexus.operator.forge.ForgeSettings.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a forge is told, over real HTTP. */
class CommitStatusesTest {
    private static final String COMMIT = "0123456789012345678901234567890123456789";
    private static final String TOKEN = "a-canary-token";

    /** One request as it came. */
    record Asked(String path, String token, JsonNode body) {
        String state() {
            return body.path("state").asText();
        }
    }

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Status codes of the next answers; 201 when there is none. 0 closes the connection without an answer. */
    private final LinkedBlockingDeque<Integer> answers = new LinkedBlockingDeque<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElseGet(() -> exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
            asked.add(new Asked(
                    exchange.getRequestURI().getRawPath(),
                    token,
                    new ObjectMapper().readTree(exchange.getRequestBody())));
            int code = Optional.ofNullable(answers.poll()).orElse(201);
            if (code > 0) {
                byte[] body = "{\"message\":\"Cannot transition status via :enqueue from :pending\"}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(code, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private CommitStatuses statuses(Kind kind, String project) {
        URI api = URI.create("http://localhost:" + server.getAddress().getPort() + "/api/");
        ForgeSettings settings = new ForgeSettings(
                kind, api, project, () -> Optional.of(TOKEN), Optional.of(URI.create("https://kinexus.example.com")));
        try {
            return new CommitStatuses(settings, SSLContext.getDefault(), Duration.ofMillis(20));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CommitStatus status(State state) {
        return new CommitStatus(COMMIT, "production", state, "a word on it");
    }

    private void awaitAsked(int times) {
        await().atMost(Duration.ofSeconds(10)).until(() -> asked.size() >= times);
        assertThat(asked).hasSize(times);
    }

    @Test
    void githubIsToldInItsWords() {
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            for (State state : State.values()) {
                int before = asked.size();
                statuses.tell(status(state));
                awaitAsked(before + 1);
            }
        }
        assertThat(asked).extracting(Asked::state).containsExactly("pending", "success", "failure", "pending");
        Asked first = asked.get(0);
        assertThat(first.path()).isEqualTo("/api/repos/acme/state/statuses/" + COMMIT);
        assertThat(first.token()).isEqualTo("Bearer " + TOKEN);
        assertThat(first.body().path("context").asText()).isEqualTo("kinexus/production");
        assertThat(first.body().path("description").asText()).isEqualTo("a word on it");
        assertThat(first.body().path("target_url").asText()).isEqualTo("https://kinexus.example.com");
    }

    @Test
    void gitlabIsToldInItsWords() {
        try (CommitStatuses statuses = statuses(Kind.GITLAB, "acme/platform/state")) {
            for (State state : State.values()) {
                int before = asked.size();
                statuses.tell(status(state));
                awaitAsked(before + 1);
            }
        }
        assertThat(asked).extracting(Asked::state).containsExactly("pending", "success", "failed", "pending");
        Asked first = asked.get(0);
        assertThat(first.path()).isEqualTo("/api/projects/acme%2Fplatform%2Fstate/statuses/" + COMMIT);
        assertThat(first.token()).isEqualTo(TOKEN);
        assertThat(first.body().path("name").asText()).isEqualTo("kinexus/production");
    }

    @Test
    void whatIsSaidAlreadyIsNotSaidAgain() {
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            for (int i = 0; i < 5; i++) {
                statuses.tell(status(State.QUEUED));
            }
            statuses.tell(new CommitStatus(COMMIT, "staging", State.QUEUED, "a word on it"));
            awaitAsked(2);
            statuses.tell(status(State.IN_SYNC));
            awaitAsked(3);
            statuses.tell(status(State.IN_SYNC));
            statuses.tell(status(State.HELD));
            awaitAsked(4);
        }
        assertThat(asked).extracting(Asked::state).containsExactly("pending", "pending", "success", "pending");
    }

    @Test
    void whatFailsIsTriedAgainUntilItIsSaid() {
        answers.addAll(List.of(503, 0, 429));
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            statuses.tell(status(State.IN_SYNC));
            awaitAsked(4);
        }
        assertThat(asked).extracting(Asked::state).containsOnly("success");
    }

    @Test
    void aNewerStatusTakesThePlaceOfOneThatCouldNotBeSaid() {
        answers.addAll(List.of(503, 503, 503, 503));
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            statuses.tell(status(State.QUEUED));
            await().until(() -> !asked.isEmpty());
            statuses.tell(status(State.IN_SYNC));
            await().atMost(Duration.ofSeconds(10)).until(() -> answers.isEmpty() && last().equals("success"));
        }
        int first = asked.stream().map(Asked::state).toList().indexOf("success");
        assertThat(asked.subList(first, asked.size())).extracting(Asked::state).containsOnly("success");
    }

    private String last() {
        return asked.get(asked.size() - 1).state();
    }

    @Test
    void aLostAnswerDoesNoHarm() {
        answers.addAll(List.of(0, 400));
        try (CommitStatuses statuses = statuses(Kind.GITLAB, "acme/state")) {
            statuses.tell(status(State.QUEUED));
            awaitAsked(2);
            statuses.tell(status(State.IN_SYNC));
            awaitAsked(3);
        }
    }

    @Test
    void aRefusalIsNotRepeated() {
        answers.addAll(List.of(401));
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            statuses.tell(status(State.QUEUED));
            awaitAsked(1);
            statuses.tell(status(State.IN_SYNC));
            awaitAsked(2);
        }
    }

    @Test
    void aServerThatDoesNotAnswerHoldsNobodyUp() {
        server.stop(0);
        try (CommitStatuses statuses = statuses(Kind.GITHUB, "acme/state")) {
            long before = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                statuses.tell(new CommitStatus(COMMIT, "e" + i, State.QUEUED, ""));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void descriptionsAreShortAndOfOneLine() {
        CommitStatus status = new CommitStatus(COMMIT, "production", State.FAILED, "a\nb\u0007 " + "x".repeat(500));
        assertThat(status.description()).hasSize(140).startsWith("a b xxx").endsWith("...");
    }

    @Test
    void theApiIsTheHostsUsualOne() {
        assertThat(ForgeSettings.usual(Kind.GITHUB, "github.com")).hasToString("https://api.github.com");
        assertThat(ForgeSettings.usual(Kind.GITHUB, "git.corp.example")).hasToString("https://git.corp.example/api/v3");
        assertThat(ForgeSettings.usual(Kind.GITLAB, "gitlab.com")).hasToString("https://gitlab.com/api/v4");
    }
}
