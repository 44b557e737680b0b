package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.api.Problem;
import io.kinexus.operator.api.RestoreView;
import io.kinexus.operator.api.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kinexus restore}: what it asks, and what people read. */
class RestoreVerbTest {
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
    void aCopyIsFollowedUntilItIsThere() {
        answers.add(copy("creating", false));
        answers.add(copy("backing-up", false));
        answers.add(copy("available", true));
        assertThat(execute("restore", "production", "database/d", "--at", "2026-01-05T15:00:00Z"))
                .as(err.toString())
                .isZero();
        assertThat(asked.get(0))
                .isEqualTo("POST /environments/production/restores"
                        + " {\"resource\":\"database/d\",\"at\":\"2026-01-05T15:00:00Z\"}");
        assertThat(asked.subList(1, 3)).containsOnly("GET /environments/production/restores/d-restored-202601051500 ");
        assertThat(err.toString().lines())
                .containsExactly(
                        "database/d is restored as d-restored-202601051500",
                        "creating after 60 s",
                        "backing-up after 60 s");
        assertThat(out.toString().lines())
                .containsExactly("d-restored-202601051500 is available after 60 s at d.example:5432", "look at it");
    }

    @Test
    void whatCannotBeRestoredIsOneSentence() {
        answers.add(Problem.of(400, "bad request", "role/x holds no data that could be restored; databases can be"));
        assertThat(execute("restore", "production", "role/x")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("role/x holds no data that could be restored; databases can be");
        assertThat(execute("restore", "production")).isEqualTo(64);
    }

    private static RestoreView copy(String status, boolean ready) {
        return new RestoreView(
                "production",
                "database/d",
                "d-restored-202601051500",
                status,
                ready,
                ready,
                60,
                ready ? Optional.of("d.example:5432") : Optional.empty(),
                ready ? "look at it" : "");
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
