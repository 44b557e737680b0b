package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.api.Problem;
import io.kinexus.operator.api.TaskRunView;
import io.kinexus.operator.api.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kinexus task run}: what it asks, what people read, and what a script goes by. */
class TaskRunVerbTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpServer server = start();

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRunIsFollowedToItsEnd() {
        answers.add(run("PROVISIONING", Optional.empty()));
        answers.add(run("RUNNING", Optional.empty()));
        answers.add(run("RUNNING", Optional.empty()));
        answers.add(run("STOPPED", Optional.of(0)));
        assertThat(execute("task", "run", "development", "reindex"))
                .as(err.toString())
                .isZero();
        assertThat(asked.get(0))
                .startsWith("POST /environments/development/tasks/reindex/runs {\"token\":\"")
                .matches(".*\"[0-9a-f-]{36}\"}");
        assertThat(asked.subList(1, 4)).containsOnly("GET /environments/development/tasks/reindex/runs/0a1b ");
        assertThat(err.toString().lines()).containsExactly("reindex is run 0a1b", "PROVISIONING", "RUNNING");
        assertThat(out.toString().lines())
                .containsExactly("  all is well", "reindex has passed, exit code 0 (container app exited with 0)");
    }

    @Test
    void onlyARunThatExitedWith0Is0() {
        answers.add(run("STOPPED", Optional.of(3)));
        assertThat(execute("task", "run", "development", "reindex", "--output", "json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"exitCode\" : 3", "\"passed\" : false");
    }

    @Test
    void whatIsUnknownIsOneSentenceAndWrongWordsAre64() {
        answers.add(Problem.of(404, "no such task", "no task is called nightly in development; there is reindex"));
        assertThat(execute("task", "run", "development", "nightly")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("no task is called nightly in development; there is reindex");
        assertThat(execute("task", "run", "development")).isEqualTo(64);
        assertThat(execute("task")).isEqualTo(64);
        server.stop(0);
        assertThat(execute("task", "run", "development", "reindex")).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached");
    }

    private static TaskRunView run(String status, Optional<Integer> exit) {
        return new TaskRunView(
                "development",
                "reindex",
                "0a1b",
                status,
                exit.isPresent(),
                exit,
                exit.equals(Optional.of(0)),
                exit.map(code -> "container app exited with " + code).orElse(""),
                exit.isPresent() ? List.of("all is well") : List.of(),
                Instant.parse("2026-01-05T15:00:00Z"));
    }

    private HttpServer start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/api/v1", this::answer);
            made.start();
            return made;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().substring("/api/v1".length()) + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Object answer = answers.remove();
        byte[] body = Wire.mapper().writeValueAsBytes(answer);
        exchange.sendResponseHeaders(answer instanceof Problem problem ? problem.status() : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(words));
        if (words.length > 2) {
            all.addAll(List.of(
                    "--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        }
        return Kinexus.execute(
                new RecordingOperator(),
                new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()),
                all.toArray(String[]::new));
    }
}
