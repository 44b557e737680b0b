package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;

/** A secret that is rotated goes out as a rollout, and coming back is coming back to the value of before. */
class SecretRollbackTest {
    private static final String BY_HAND = "by/hand";
    private static final int SERVER_ERROR = 500;

    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public, private], natGateways: one}
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

    private static final String READS = """
        kind: Service
        metadata: {name: reads}
        spec:
          cluster: c
          network: main
          image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/reads:1
          cpu: 256
          memory: 512
          secrets: {API_KEY: {secret: by/hand}}
          rollout: {strategy: rolling, watch: 15m}
        """;

    @TempDir
    private Path folder;

    private Optional<Operated> operated = Optional.empty();

    @BeforeEach
    void running() {
        OneFile file = new OneFile(folder, NETWORK, CLUSTER, EXTERNAL, READS);
        operated = Optional.of(file.operated);
        secrets().createSecret(r -> r.name(BY_HAND).secretString("one"));
        Turned turned = on().pass(Duration.ofMinutes(60));
        assertThat(turned.snapshot().health())
                .as(turned.snapshot().evidence() + " " + on().rollouts.latest("data", 1))
                .isEqualTo("Healthy");
    }

    @Test
    void aNewValueGoesOutAfterFiveMinutesWithItsReason() {
        Rollout first = newest();
        rotate("two");
        on().pass(Duration.ofMinutes(4));
        assertThat(newest().id()).isNotEqualTo(first.id());
        assertThat(newest().order().reason()).isEqualTo("secret rotated");
        assertThat(newest().state().word()).isEqualTo("Pending");
        rotate("three");
        on().pass(Duration.ofMinutes(60));
        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("Succeeded");
        assertThat(runs()).endsWith("task-definition/data-reads-task:3");
    }

    @Test
    void takenBackItRunsWithTheValueOfBefore() {
        String before = version();
        rotate("two");
        on().pass(Duration.ofMinutes(12));
        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("Watching");
        on().rollouts.wish(newest().id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        Turned turned = on().pass(Duration.ofMinutes(20));

        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("RolledBack");
        assertThat(newest().history())
                .extracting(Rollout.Moment::because)
                .contains("secret by/hand keeps version " + before.substring(0, 8));
        assertThat(on().journal.entries("data", 100).toString())
                .contains("secret by/hand keeps version " + before.substring(0, 8));
        assertThat(runs()).endsWith("task-definition/data-reads-task-rollback:1");
        assertThat(valueFrom()).endsWith(":::" + before);
        assertThat(turned.snapshot().health()).isEqualTo("HeldBack");

        int writes = on().writes().size();
        on().restart();
        on().pass(Duration.ofMinutes(20));
        assertThat(on().writes()).as("it stays").hasSize(writes);
    }

    /** ECS goes back to the task definition of before, whose tasks would read the value that is taken back. */
    @Test
    void takenBackWhileItGoesOutToo() {
        String before = version();
        rotate("two");
        on().pass(Duration.ofMinutes(5));
        for (int i = 0; i < 60 && !newest().state().word().equals("Deploying"); i++) {
            on().pass(Duration.ofSeconds(5));
        }
        on().rollouts.wish(newest().id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        on().pass(Duration.ofMinutes(30));

        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("RolledBack");
        assertThat(newest().state().because()).contains("new tasks of it would read other secrets");
        assertThat(runs()).as(newest().toString()).endsWith("task-definition/data-reads-task-rollback:1");
        assertThat(valueFrom()).endsWith(":::" + before);
    }

    /** What cannot be read for once is no other revision. */
    @Test
    void whatWasTakenBackStaysOutThoughItsSecretsCannotBeRead() {
        rotate("two");
        on().pass(Duration.ofMinutes(12));
        on().rollouts.wish(newest().id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        on().pass(Duration.ofMinutes(20));
        Rollout taken = newest();
        assertThat(taken.state().word()).isEqualTo("RolledBack");
        unreadable();
        assertThat(on().turn("wake").snapshot().health()).isEqualTo("HeldBack");
        on().sandbox.weather((call, request, account) -> account.get());
        on().pass(Duration.ofMinutes(20));
        assertThat(newest()).isEqualTo(taken);
    }

    @Test
    void whatIsUnderWayIsNotOvertakenByWhatCannotBeRead() {
        rotate("two");
        on().pass(Duration.ofMinutes(2));
        Rollout begun = newest();
        assertThat(begun.state().word()).isEqualTo("Pending");
        unreadable();
        on().turn("wake");
        on().sandbox.weather((call, request, account) -> account.get());
        on().pass(Duration.ofMinutes(60));
        assertThat(newest().id()).isEqualTo(begun.id());
        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("Succeeded");
    }

    private void unreadable() {
        on().sandbox.weather((call, request, account) -> {
            if (request instanceof ListSecretsRequest) {
                throw new AwsFault("InternalServiceError", SERVER_ERROR, "the weather is bad");
            }
            return account.get();
        });
    }

    /** Two new values: the one of before may be deleted at any time. */
    @Test
    void whatCannotBeKeptIsSaid() {
        String before = version();
        rotate("two");
        rotate("three");
        on().pass(Duration.ofMinutes(5));
        for (int i = 0; i < 60 && !newest().state().word().equals("Deploying"); i++) {
            on().pass(Duration.ofSeconds(5));
        }
        on().rollouts.wish(newest().id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        on().pass(Duration.ofMinutes(30));

        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("RolledBack");
        assertThat(newest().history())
                .extracting(Rollout.Moment::because)
                .contains("secret by/hand is read in its current version "
                        + version().substring(0, 8)
                        + ", not in " + before.substring(0, 8)
                        + ", which carries neither AWSCURRENT nor AWSPREVIOUS any more");
        assertThat(runs()).endsWith("task-definition/data-reads-task:1");
    }

    @Test
    void theNextValueAfterThatGoesOut() {
        rotate("two");
        on().pass(Duration.ofMinutes(12));
        on().rollouts.wish(newest().id(), new Wish(Wish.Kind.ROLLBACK, "ada", ""));
        on().pass(Duration.ofMinutes(20));
        rotate("three");
        on().pass(Duration.ofMinutes(60));
        assertThat(newest().state().word()).as(newest().toString()).isEqualTo("Succeeded");
        assertThat(runs()).endsWith("task-definition/data-reads-task:3");
        assertThat(valueFrom()).doesNotContain(":::");
    }

    private Operated on() {
        return operated.orElseThrow();
    }

    private SecretsManagerClient secrets() {
        return on().client(SecretsManagerClient.class);
    }

    private void rotate(String value) {
        secrets().putSecretValue(r -> r.secretId(BY_HAND).secretString(value));
    }

    private String version() {
        return secrets().getSecretValue(r -> r.secretId(BY_HAND)).versionId();
    }

    private Rollout newest() {
        return on().rollouts.latest("data", 1).get(0);
    }

    private String runs() {
        return on().client(EcsClient.class)
                .describeServices(r -> r.cluster("c").services("reads"))
                .services()
                .get(0)
                .taskDefinition();
    }

    private String valueFrom() {
        String definition = runs();
        return on().client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(definition))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .secrets()
                .get(0)
                .valueFrom();
    }
}
