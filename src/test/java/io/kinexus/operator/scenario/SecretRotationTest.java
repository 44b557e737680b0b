package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.rollout.secret.Kept;
import io.kinexus.operator.rollout.secret.SecretVersions;
import io.kinexus.operator.support.CheckedRequests;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Tasks read a secret when they start: a new version of it needs new tasks, and what the operator adds to one does not. */
class SecretRotationTest {
    private static final String BY_HAND = "by/hand";
    private static final String DATABASE = "of/database";
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public, private, database], natGateways: one}
        """;

    private static final String CLUSTER = """
        kind: Cluster
        metadata: {name: c}
        spec: {capacity: [{provider: FARGATE, weight: 1}]}
        """;

    private static final String EXTERNAL = """
        kind: Secret
        metadata: {name: by/hand}
        spec: {external: true}
        """;

    private static final String LOGIN = """
        kind: Secret
        metadata: {name: of/database}
        spec: {generate: {username: kinexus, for: database/d}}
        """;

    private static final String DATABASE_D = """
        kind: Database
        metadata: {name: d}
        spec:
          network: main
          engine: postgres
          version: "16"
          instanceClass: db.t4g.small
          storage: {gib: 20, type: gp3}
          encrypted: true
          credentials: of/database
        """;

    private static final String READS = """
        kind: Service
        metadata: {name: reads}
        spec:
          cluster: c
          network: main
          image: repo/app:1
          cpu: 256
          memory: 512
          secrets:
            API_KEY: {secret: by/hand}
            PASSWORD: {secret: of/database, key: password}
        """;

    private static final String CONNECTS = """
        kind: Service
        metadata: {name: connects}
        spec: {cluster: c, network: main, image: repo/app:1, cpu: 256, memory: 512, secrets: {URL: {secret: of/database, key: url}}}
        """;

    private static final String OTHER = """
        kind: Service
        metadata: {name: other}
        spec: {cluster: c, network: main, image: repo/app:1, cpu: 256, memory: 512}
        """;

    @TempDir
    private Path folder;

    private Optional<Operated> operated = Optional.empty();

    @BeforeEach
    void converge() {
        OneFile file = new OneFile(folder, NETWORK, CLUSTER, EXTERNAL, LOGIN, DATABASE_D, READS, CONNECTS, OTHER);
        operated = Optional.of(file.operated);
        secrets().createSecret(r -> r.name(BY_HAND).secretString("first"));
        Turned last = on().settle(200);
        assertThat(last.snapshot().sync())
                .as(last.run().lines() + " " + last.run().problems())
                .isEqualTo("InSync");
    }

    private Operated on() {
        return operated.orElseThrow();
    }

    private SecretsManagerClient secrets() {
        return on().client(SecretsManagerClient.class);
    }

    @Test
    void theDatabaseThatCameUpLaterMadeNoSecondRevision() {
        assertThat(secrets()
                        .listSecretVersionIds(r -> r.secretId(DATABASE).includeDeprecated(true))
                        .versions())
                .as("generated, and with the connection")
                .hasSize(2);
        for (String family : List.of("data-reads-task", "data-connects-task")) {
            assertThat(on().client(EcsClient.class)
                            .listTaskDefinitions(r -> r.familyPrefix(family))
                            .taskDefinitionArns())
                    .as(family)
                    .hasSize(1);
        }
    }

    @Test
    void aNewValueReplacesTheTasksOfWhoReadsItAndNothingElse() {
        String first = current(BY_HAND);
        String second = secrets()
                .putSecretValue(r -> r.secretId(BY_HAND).secretString("second"))
                .versionId();
        Plan plan = on().plan();
        assertThat(changes(plan)).containsExactly("rollout task-definition/reads", "rollout ecs-service/reads");
        assertThat(fields(plan, "task-definition/reads")).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo(FieldChange.SECRET_VERSIONS);
            assertThat(change.before()).contains("secret by/hand version " + first.substring(0, 8));
            assertThat(change.after()).contains("secret by/hand version " + second.substring(0, 8));
        });
    }

    @Test
    void theReasonIsSaid() {
        secrets().putSecretValue(r -> r.secretId(BY_HAND).secretString("second"));
        Step step = on().plan().steps().stream()
                .filter(one -> one.id().local().equals("task-definition/reads"))
                .findFirst()
                .orElseThrow();
        assertThat(step.action().because())
                .isEqualTo("a secret that its tasks read has another version: " + FieldChange.SECRET_VERSIONS);
    }

    /** Tasks of the copy start with the version that the good revision ran with, and the plan knows what it would bring. */
    @Test
    void aRollbackRunsWithTheVersionsOfItsRevision() {
        EcsClient ecs = on().client(EcsClient.class);
        String good = running(ecs).taskDefinition();
        String first = current(BY_HAND);
        secrets().putSecretValue(r -> r.secretId(BY_HAND).secretString("second"));
        Kept kept = new SecretVersions().keep(session().sweep(), good);
        assertThat(kept.said()).contains("secret by/hand keeps version " + first.substring(0, 8));
        ecs.updateService(r -> r.cluster("c").service("reads").taskDefinition(kept.taskDefinition()));
        on().sandbox.advance(Duration.ofMinutes(10));
        assertThat(running(ecs).deployments()).singleElement().satisfies(only -> {
            assertThat(only.taskDefinition()).isEqualTo(kept.taskDefinition());
            assertThat(only.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
            assertThat(only.runningCount()).isEqualTo(1);
        });
        Plan plan = on().plan();
        assertThat(fields(plan, "task-definition/reads"))
                .extracting(FieldChange::path)
                .containsExactly(FieldChange.SECRET_VERSIONS);
    }

    private static Service running(EcsClient ecs) {
        return ecs.describeServices(r -> r.cluster("c").services("reads"))
                .services()
                .get(0);
    }

    private Session session() {
        Settings settings = new DesiredFolder(folder, Kinds.installed())
                .read("data")
                .<Optional<Settings>>fold(desired -> Optional.of(desired.settings()), broken -> Optional.empty())
                .orElseThrow();
        return new Session(settings, CheckedRequests.door(on().sandbox)::client, Runnable::run);
    }

    @Test
    void itIsSeenInTheSlowTier() {
        on().turn("wake");
        secrets().putSecretValue(r -> r.secretId(BY_HAND).secretString("second"));
        assertThat(changes(on().preview()))
                .as("the fast look asks for no secrets")
                .isEmpty();
        on().turn("wake");
        assertThat(on().client(EcsClient.class)
                        .listTaskDefinitions(r -> r.familyPrefix("data-reads-task"))
                        .taskDefinitionArns())
                .hasSize(2);
    }

    @Test
    void aNewPasswordWithoutTheConnectionIsGivenItBeforeAnybodyStartsWithIt() {
        secrets().putSecretValue(r -> r.secretId(DATABASE)
                .secretString("{\"username\":\"kinexus\",\"password\":\"canary-4711\"}"));
        Plan plan = on().plan();
        assertThat(changes(plan))
                .containsExactlyInAnyOrder(
                        "update secret-connection/of/database",
                        "rollout task-definition/reads",
                        "rollout ecs-service/reads",
                        "rollout task-definition/connects",
                        "rollout ecs-service/connects");
        assertThat(fields(plan, "task-definition/connects"))
                .singleElement()
                .extracting(FieldChange::after)
                .isEqualTo("secret of/database version (not known yet)");
        assertThat(new PlanText(plan, false).text()).doesNotContain("canary-4711");
        on().turn("wake");
        assertThat(secrets().getSecretValue(r -> r.secretId(DATABASE)).secretString())
                .contains("canary-4711@");
        assertThat(changes(on().preview())).noneMatch(line -> line.contains("task-definition"));
    }

    private String current(String name) {
        return secrets().getSecretValue(r -> r.secretId(name)).versionId();
    }

    private static List<String> changes(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().writes())
                .map(step -> step.action().word() + " " + step.id().local())
                .toList();
    }

    private static List<FieldChange> fields(Plan plan, String local) {
        return plan.steps().stream()
                .filter(step -> step.id().local().equals(local))
                .findFirst()
                .map(Step::fields)
                .orElseThrow();
    }
}
