package io.kinexus.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.api.PlanView;
import io.kinexus.operator.api.VerificationView;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was checked, as {@code verify} and {@code plan} say it. */
class VerifyVerbTest {
    private static final ResourceId API = ResourceId.of("production", "ecs-service", "api");
    private static final ResourceId WEB = ResourceId.of("production", "ecs-service", "web");
    private static final Verification GOOD =
            new Verification(List.of(new Check("image", Result.PASSED, "sha256:1 for linux/amd64")));
    private static final Verification BAD = new Verification(List.of(
            new Check("image", Result.FAILED, "api:2 does not exist: push it"),
            new Check("execution-role", Result.PASSED, "ECS can take it"),
            new Check("secrets", Result.PASSED, "it has none"),
            new Check("alarms", Result.NOT_CHECKED, "could not be read: denied")));

    private final RecordingOperator operator = new RecordingOperator();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aTableForEachServiceAndExit1WhenSomethingFailed() {
        operator.verification = VerificationView.of("production", Map.of(WEB, GOOD, API, BAD));
        assertThat(execute("verify", "production", "--desired-state", "folder")).isEqualTo(1);
        assertThat(operator.asked).containsExactly("folder production");
        assertThat(out.toString()).isEqualTo("""
            production/ecs-service/api
            CHECK           RESULT
            image           failed       api:2 does not exist: push it
            execution-role  passed       ECS can take it
            secrets         passed       it has none
            alarms          not-checked  could not be read: denied

            production/ecs-service/web
            CHECK  RESULT
            image  passed  sha256:1 for linux/amd64
            """);
    }

    @Test
    void whatWasNotCheckedDoesNotFail() {
        Verification unread = new Verification(List.of(new Check("image", Result.NOT_CHECKED, "denied")));
        operator.verification = VerificationView.of("production", Map.of(API, unread));
        assertThat(execute("verify", "production")).isZero();
        assertThat(execute("verify", "production", "--output", "json")).isZero();
        assertThat(out.toString().replaceAll("\\s+", "")).isEqualTo("""
            {"environment":"production","passed":true,"services":[{"id":"production/ecs-service/api",
            "checks":[{"name":"image","result":"not-checked","said":"denied"}]}]}\
            """.replaceAll("\\s+", ""));
        operator.verification = VerificationView.of("production", Map.of());
        assertThat(execute("verify", "production")).isZero();
        assertThat(out.toString()).isEqualTo("production has no services to check.\n");
    }

    @Test
    void aPlanSaysItOfTheStepThatRollsOut() {
        Plan bare = plan(Map.of());
        operator.plan = plan(Map.of(API, BAD));
        assertThat(operator.plan.hash())
                .as("checks are no part of what would be done")
                .isEqualTo(bare.hash());
        execute("plan", "production");
        assertThat(out.toString()).contains("""
                  checks passed: execution-role, secrets
                  check failed: image: api:2 does not exist: push it
                  not checked: alarms: could not be read: denied
            """);
        execute("plan", "production", "--output", "markdown");
        assertThat(out.toString()).contains("<details><summary>Checks</summary>", """
            - `ecs-service/api` checks passed: execution-role, secrets
            - `ecs-service/api` check failed: image: api:2 does not exist: push it
            - `ecs-service/api` not checked: alarms: could not be read: denied
            """);
        assertThat(PlanView.of(operator.plan).steps().get(0).checks())
                .extracting(PlanView.CheckView::result)
                .containsExactly("failed", "passed", "passed", "not-checked");
        assertThat(PlanView.of(bare).steps().get(0).checks()).isEmpty();
        operator.plan = bare;
        execute("plan", "production", "--output", "markdown");
        assertThat(out.toString()).doesNotContain("Checks");
    }

    private static Plan plan(Map<ResourceId, Verification> checks) {
        Step step = new Step(
                new Action.Create(API, "declared, and not there"),
                Optional.empty(),
                Set.of(),
                List.of(),
                Standing.plain(),
                new Ruling.Go());
        return new Plan("production", "sha256:1", Instant.EPOCH, List.of(step), List.of()).checks(checks);
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        return Kinexus.execute(
                operator, new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of()), words);
    }
}
