package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.app.SweptTags;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Verifier;
import io.kinexus.operator.rollout.verify.Preflight;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.CheckedRequests;
import io.kinexus.operator.support.EditedService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/** What a plan and {@code kinexus verify} say of a service before its revision is sent out. */
class PlanChecksTest {
    private static final ResourceId API = ResourceId.of(EditedService.ENVIRONMENT, "ecs-service", "api");
    private static final Path FILES = Path.of("src/test/resources/rollouts");
    private static final String ROLE = "arn:aws:iam::123456789012:role/kinexus/rollout/rollout-api-execution";
    /** A few for each of the nine, and none twice. */
    private static final int MOST_CALLS = 30;

    @TempDir
    private Path folder;

    @Test
    void aPlanThatSendsNothingOutAsksNothingAndOneThatDoesSaysWhatWouldFail() {
        EditedService service = EditedService.running(folder, UnaryOperator.identity(), SandboxScript.plain())
                .quiet(Duration.ofMinutes(30));
        Sandbox sandbox = service.operated.sandbox;
        int plain = calls(sandbox, () -> plan(sandbox, folder, Verifier.NONE));
        assertThat(calls(sandbox, () -> plan(sandbox, folder, preflight(sandbox))))
                .isEqualTo(plain);

        service.commit("1.5.0-missing");
        int writes = service.operated.writes().size();
        Plan without = plan(sandbox, folder, Verifier.NONE);
        int more = calls(sandbox, () -> plan(sandbox, folder, Verifier.NONE));
        int checking = calls(sandbox, () -> {
            Plan checked = plan(sandbox, folder, preflight(sandbox));
            assertThat(checked.checks()).containsOnlyKeys(API);
            assertThat(checked.checks().get(API).failures())
                    .singleElement()
                    .asString()
                    .startsWith("image: ")
                    .contains("kinexus-api:1.5.0-missing does not exist");
            assertThat(checked.hash()).isEqualTo(without.hash());
        });
        assertThat(checking - more).isBetween(5, MOST_CALLS);
        assertThat(service.operated.writes()).hasSize(writes);
    }

    @Test
    void whatRunsPassesWithoutAPlan() {
        EditedService service = EditedService.running(folder, UnaryOperator.identity(), SandboxScript.plain())
                .quiet(Duration.ofMinutes(30));
        Map<ResourceId, Verification> found = verified(service.operated.sandbox, folder);
        assertThat(found).containsOnlyKeys(API);
        assertThat(found.get(API).checks()).hasSize(9).allSatisfy(check -> assertThat(check.result())
                .as(check.toString())
                .isEqualTo(Result.PASSED));
    }

    @Test
    void whatIsNotMadeYetIsWaitedForAndFailsNothing() {
        Sandbox sandbox = new Sandbox(SandboxScript.plain());
        Verification found = verified(sandbox, FILES).get(API);
        assertThat(found.failures()).isEmpty();
        assertThat(found.checks())
                .filteredOn(
                        check -> Set.of("target-group", "addresses", "listener").contains(check.name()))
                .hasSize(3)
                .extracting(Check::result)
                .containsOnly(Result.NOT_CHECKED);
    }

    @Test
    void aRoleThatIsPutRightFirstIsWaitedForAndOneOfSomebodyElseFails() {
        EditedService service = EditedService.running(folder, UnaryOperator.identity(), SandboxScript.plain());
        Sandbox sandbox = service.operated.sandbox;
        service.operated.client(IamClient.class).deleteRolePolicy(r -> r.roleName("rollout-api-execution")
                .policyName("execution"));
        Check own = role(sandbox);
        assertThat(own.result()).isEqualTo(Result.NOT_CHECKED);
        assertThat(own.said())
                .startsWith("waits for role/api-execution; as it is now, role rollout-api-execution may not ecr:");
        service.change("  cpu: 256", "  executionRole: " + ROLE + "\n  cpu: 256");
        assertThat(role(sandbox).result()).isEqualTo(Result.FAILED);
    }

    private Check role(Sandbox sandbox) {
        return verified(sandbox, folder).get(API).checks().stream()
                .filter(check -> check.name().equals("execution-role"))
                .findFirst()
                .orElseThrow();
    }

    private static Preflight preflight(Sandbox sandbox) {
        return new Preflight(() -> sandbox.clock().instant());
    }

    private static int calls(Sandbox sandbox, Runnable work) {
        int before = sandbox.calls().size();
        work.run();
        return sandbox.calls().size() - before;
    }

    private static Desired desired(Path folder) {
        return new DesiredFolder(folder, io.kinexus.operator.desired.Kinds.installed())
                .read(EditedService.ENVIRONMENT)
                .fold(complete -> complete, problems -> {
                    throw new IllegalStateException(String.join("\n", problems));
                });
    }

    private static Session session(Sandbox sandbox, Desired desired) {
        return new Session(desired.settings(), CheckedRequests.door(sandbox)::client, Runnable::run);
    }

    private static Map<ResourceId, Verification> verified(Sandbox sandbox, Path folder) {
        Desired desired = desired(folder);
        return new DryRun(Kinds.installed(), new SweptTags(), Runnable::run, preflight(sandbox))
                .verify(desired, session(sandbox, desired), sandbox.clock().instant());
    }

    private static Plan plan(Sandbox sandbox, Path folder, Verifier verifier) {
        Desired desired = desired(folder);
        Instant now = sandbox.clock().instant();
        return new DryRun(Kinds.installed(), new SweptTags(), Runnable::run, verifier)
                .plan(desired, session(sandbox, desired), now, Circumstances.fresh(desired.settings(), now));
    }
}
