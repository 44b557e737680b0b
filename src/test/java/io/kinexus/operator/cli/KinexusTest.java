package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Problem;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words in, exit codes and lines out. */
class KinexusTest {
    private static final ResourceId GROUP = ResourceId.of("production", "log-group", "api");

    private final RecordingOperator operator = new RecordingOperator();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();

    private record Words(String reason, int exit, String words) {}

    @Test
    void wrongWordsAre64AndSayWhatThereIs() {
        List<Words> cases = List.of(
                new Words("no verb", 64, ""),
                new Words("an unknown verb", 64, "frobnicate"),
                new Words("an unknown option", 64, "plan production --force"),
                new Words("a missing environment", 64, "plan"),
                new Words("a missing service", 64, "rollback production"),
                new Words("an output that only plan has", 64, "status --output markdown"),
                new Words("a number that is none", 64, "run --port http"),
                new Words("a duration that is none", 64, "apply production --timeout soon"),
                new Words("help is fine", 0, "plan --help"),
                new Words("help of all is fine", 0, "--help"));
        cases.forEach(one -> assertThat(execute(
                        one.words().isEmpty() ? new String[0] : one.words().split(" ")))
                .as(one.reason())
                .isEqualTo(one.exit()));
        assertThat(operator.asked).isEmpty();
        execute("frobnicate");
        assertThat(err.toString())
                .contains("frobnicate")
                .contains("verbs: run sandbox validate plan verify apply diagnose cost status");
    }

    @Test
    void validateGivesEveryProblemOneLineOnStandardError() {
        operator.problems = List.of("a.yaml:1:2: spec.x: wrong, allowed is y", "b.yaml:3:4: kind: unknown");
        assertThat(execute("validate", "--desired-state", "folder")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactlyElementsOf(operator.problems);
        assertThat(out.toString()).isEmpty();
        assertThat(operator.asked).containsExactly("folder all");
        operator.problems = List.of();
        assertThat(execute("validate", "production")).isZero();
    }

    @Test
    void planSaysByItsExitCodeWhetherAnythingChanges() {
        assertThat(execute("plan", "production")).isZero();
        Step step = new Step(
                new Action.Create(GROUP, "declared, and not there"),
                Optional.empty(),
                Set.of(),
                List.of(),
                Standing.plain(),
                new Ruling.Go());
        operator.plan = plan(List.of(step), List.of());
        assertThat(execute("plan", "production")).isEqualTo(2);
        operator.plan = plan(List.of(), List.of(new Problem(GROUP, "could not be read: denied")));
        assertThat(execute("plan", "production")).isEqualTo(1);
        assertThat(err.toString()).contains("production/log-group/api: could not be read: denied");
    }

    @Test
    void aSavedPlanIsThePlanAsJson(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.json");
        execute("plan", "production", "--save", file.toString(), "--output", "json");
        assertThat(Files.readString(file)).isEqualTo(out.toString().strip());
        assertThat(out.toString()).contains("\"hash\" : \"" + operator.plan.hash() + "\"", "\"cost\" : null");
    }

    @Test
    void whatIsRefusedIsSaidLineByLine() {
        operator.failure = Optional.of(new Refused(1, List.of("one", "two")));
        assertThat(execute("plan", "production")).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("one", "two");
    }

    @Test
    void applyHasOneExitCodeForEachOutcome() {
        Map<String, Integer> codes = Map.of("applied", 0, "failed", 1, "held", 3, "stale", 4, "waiting", 5);
        codes.forEach((outcome, code) -> {
            operator.outcome = outcome;
            assertThat(execute("apply", "production")).as(outcome).isEqualTo(code);
        });
    }

    @Test
    void onlyAnApplyThatWaitsHasATimeout() {
        execute("apply", "production");
        execute("apply", "production", "--wait");
        execute("apply", "production", "--wait", "--timeout", "90s");
        assertThat(operator.asked.stream()
                        .map(Operator.ApplyRequest.class::cast)
                        .map(Operator.ApplyRequest::timeout))
                .containsExactly(
                        Optional.empty(), Optional.of(Duration.ofMinutes(30)), Optional.of(Duration.ofSeconds(90)));
    }

    @Test
    void runTakesItsPortsAndSpeed() {
        execute("run", "--sandbox", "--speed", "120", "--port", "0", "--sandbox-port", "1");
        execute("run");
        assertThat(operator.asked)
                .containsExactly(
                        new Operator.RunRequest(Operator.CONFIGURED, true, Optional.of(120.0), 0, 1, false),
                        new Operator.RunRequest(Operator.CONFIGURED, false, Optional.empty(), 8080, 4566, false));
    }

    @Test
    void aControllerThatIsNotThereIsOneLineAndExit1() {
        assertThat(execute("status", "--server", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("http://127.0.0.1:1").contains("cannot be reached");
    }

    @Test
    void theTokenGoesToTheControllerAndItsProblemsComeBackAsLines() throws IOException {
        List<String> seen = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":404,\"detail\":\"no such thing\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        environment = Map.of("KINEXUS_TOKEN", "word");
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(execute("pause", "production", "--server", address)).isEqualTo(1);
        server.stop(0);
        assertThat(seen).containsExactly("POST /api/v1/environments/production/pause Bearer word");
        assertThat(err.toString().strip()).isEqualTo("no such thing");
    }

    private static Plan plan(List<Step> steps, List<Problem> problems) {
        return new Plan("production", "sha256:1", Instant.EPOCH, steps, problems);
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Kinexus.execute(
                operator, new Console(new PrintWriter(out), new PrintWriter(err), false, environment), words);
    }
}
