package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.Problem;
import io.kinexus.operator.api.QuarantineView;
import io.kinexus.operator.api.RolloutList;
import io.kinexus.operator.api.RolloutView;
import io.kinexus.operator.api.Status;
import io.kinexus.operator.api.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs about rollouts: which calls they make, and what people read. */
class RolloutVerbsTest {
    private static final Instant AT = Instant.parse("2026-01-05T15:00:00.5Z");
    private static final String REVISION = "3f2a1b9c" + "0".repeat(56);
    private static final RolloutView SHIFTING = rollout("api-2", "api", "Shifting", Optional.of(5.0), false);
    private static final RolloutView OLDER = rollout("api-1", "api", "Succeeded", Optional.empty(), false);
    private static final RolloutView BACK = rollout("web-1", "web", "RolledBack", Optional.of(0.0), true);
    private static final QuarantineView HELD =
            new QuarantineView("web", REVISION, "web-1", "c0ffee", "error-rate is 20 %", AT);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, Object> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpServer server = start();

    @BeforeEach
    void answers() {
        EnvironmentDetail detail =
                EnvironmentDetail.unseen("production", false).now(false, List.of(SHIFTING, BACK, OLDER), List.of(HELD));
        answers.put("GET /environments/production", detail);
        answers.put("GET /status", new Status(List.of(detail.status()), Optional.empty()));
        answers.put(
                "GET /environments/production/rollouts", new RolloutList("production", List.of(SHIFTING, BACK, OLDER)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachActGoesToTheNewestRolloutOfTheService() {
        for (String verb : List.of("promote", "continue", "rollback")) {
            answers.put("POST /rollouts/api-2/" + verb, new Accepted("production", verb + " api is on its way"));
            assertThat(execute(verb, "production", "api")).as(err.toString()).isZero();
            assertThat(out.toString().strip()).isEqualTo("production: " + verb + " api is on its way");
        }
        assertThat(asked)
                .contains(
                        "POST /rollouts/api-2/promote ",
                        "POST /rollouts/api-2/continue ",
                        "POST /rollouts/api-2/rollback {\"to\":null}");
    }

    @Test
    void aRollbackMaySayWhereTo() {
        answers.put("POST /rollouts/api-2/rollback", new Accepted("production", "rollback api to api-0"));
        assertThat(execute("rollback", "production", "api", "--to", "0badc0de", "--output", "json"))
                .isZero();
        assertThat(asked).last().isEqualTo("POST /rollouts/api-2/rollback {\"to\":\"0badc0de\"}");
        assertThat(out.toString()).contains("\"environment\" : \"production\"");
    }

    @Test
    void aReleaseGoesToTheQuarantineItself() {
        answers.put("DELETE /environments/production/quarantine/web", new Accepted("production", "released"));
        assertThat(execute("release", "production", "web")).isZero();
        assertThat(asked).containsExactly("DELETE /environments/production/quarantine/web ");
    }

    @Test
    void whatIsUnknownOrRefusedIsOneLineAndExit1() {
        assertThat(execute("rollback", "production", "worker")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("there is no rollout of worker in production; there are rollouts of api, web");
        answers.put("POST /rollouts/api-2/promote", Problem.of(409, "not as it now is", "promote ends Watching"));
        assertThat(execute("promote", "production", "api")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("promote ends Watching");
        assertThat(execute("promote", "production")).isEqualTo(64);
    }

    @Test
    void rolloutsAreATableAndJson() {
        assertThat(execute("rollouts", "production")).isZero();
        assertThat(out.toString().lines().findFirst().orElse("")).matches("STARTED +ID +SERVICE +STATE +SINCE.*");
        assertThat(out.toString())
                .containsPattern("api-2 +api +Shifting 5% +2026-01-05T15:00:00Z +3f2a1b9c0000 +c0ffee +it is so")
                .containsPattern("web-1 +web +RolledBack +2026");
        assertThat(execute("rollouts", "production", "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"percent\" : 5.0", "\"revision\" : \"" + REVISION + "\"");
    }

    @Test
    void theStatusTellsWhatGoesOnAndWhatIsHeldBack() {
        assertThat(execute("status")).isZero();
        assertThat(out.toString()).contains("api Shifting 5%, web RolledBack").doesNotContain("Succeeded");
        assertThat(execute("status", "production")).isZero();
        assertThat(out.toString())
                .contains("  api Shifting 5%: it is so (rollout api-2, since 2026-01-05T15:00:00Z)")
                .contains("  web is held back: revision 3f2a1b9c0000 of commit c0ffee: error-rate is 20 %; "
                        + "`kinexus release production web` tries it again");
    }

    private static RolloutView rollout(
            String id, String service, String state, Optional<Double> percent, boolean quarantined) {
        boolean over = !state.equals("Shifting");
        return new RolloutView(
                id,
                "production",
                service,
                REVISION,
                "c0ffee",
                "image changed",
                state,
                "it is so",
                AT,
                AT,
                over,
                percent,
                "canary",
                quarantined,
                List.of());
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
        String what = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().substring("/api/v1".length());
        asked.add(what + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Object answer = answers.getOrDefault(what, Problem.of(404, "no", "nothing at " + what));
        byte[] body = Wire.mapper().writeValueAsBytes(answer);
        exchange.sendResponseHeaders(answer instanceof Problem problem ? problem.status() : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
        return Kinexus.execute(
                new RecordingOperator(),
                new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()),
                all.toArray(String[]::new));
    }
}
