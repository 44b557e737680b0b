package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.HttpDoor;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import io.kinexus.operator.support.WireClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Services that crash, stand still or go by a wrong clock, as a client sees them at either door. */
class OutageTest {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final HttpDoor http = HttpDoor.open(sandbox, 0);

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "crash before, in-process, 0",
        "crash before, http, 0",
        "crash after-commit, in-process, 1",
        "crash(after-commit), http, 1",
        "crash, http, 1",
    })
    void aCrashBreaksTheConnectionAndTheServiceIsAwayForAWhile(String fault, String door, int made) {
        set(Map.of("fault", fault, "service", "logs", "action", "CreateLogGroup", "count", 1, "seconds", 60));
        assertThatThrownBy(() -> logs(door).createLogGroup(r -> r.logGroupName("/a")))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> groups(door)).isInstanceOf(SdkClientException.class);
        assertThat(client(door, EcsClient.class).listClusters().clusterArns())
                .as("another service is not down")
                .isEmpty();
        sandbox.advance(Duration.ofSeconds(60));
        assertThat(groups(door)).hasSize(made);
        logs(door).createLogGroup(r -> r.logGroupName("/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-process", "http"})
    void aCrashAfterTheReplyIsSeenByTheNextCallOnly(String door) {
        set(Map.of("fault", "crash after-reply", "service", "logs", "action", "CreateLogGroup", "count", 1));
        logs(door).createLogGroup(r -> r.logGroupName("/a"));
        assertThatThrownBy(() -> groups(door)).isInstanceOf(SdkClientException.class);
        sandbox.advance(Duration.ofSeconds(30));
        assertThat(groups(door)).containsExactly("/a");
    }

    @Test
    void inProcessAPauseIsATimeoutAndTheCallIsCarriedOutLater() {
        set(Map.of("fault", "pause", "service", "logs", "for", "90s"));
        assertThatThrownBy(() -> logs("in-process").createLogGroup(r -> r.logGroupName("/a")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("paused until 2026-01-05T15:01:30Z");
        sandbox.advance(Duration.ofSeconds(90));
        assertThat(groups("in-process")).containsExactly("/a");
        assertThat(sandbox.calls()).extracting(Sandbox.Logged::result).containsExactly("held", "ok");
    }

    @Test
    void overHttpTheAnswerComesWhenThePauseIsOver() throws Exception {
        set(Map.of("fault", "pause", "service", "logs", "for", "90s"));
        CompletableFuture<Void> made =
                CompletableFuture.runAsync(() -> logs("http").createLogGroup(r -> r.logGroupName("/a")));
        while (sandbox.calls().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(made).isNotDone();
        sandbox.advance(Duration.ofSeconds(90));
        made.get(10, TimeUnit.SECONDS);
        assertThat(groups("http")).containsExactly("/a");
    }

    @Test
    void aCallThatWasHeldMayBeRefusedInTheEnd() throws Exception {
        logs("http").createLogGroup(r -> r.logGroupName("/a"));
        set(Map.of("fault", "pause", "service", "logs", "for", "90s"));
        CompletableFuture<Void> again =
                CompletableFuture.runAsync(() -> logs("http").createLogGroup(r -> r.logGroupName("/a")));
        while (sandbox.calls().size() < 2) {
            Thread.onSpinWait();
        }
        sandbox.advance(Duration.ofSeconds(90));
        assertThatThrownBy(() -> again.get(10, TimeUnit.SECONDS)).hasMessageContaining("already exists");
    }

    @ParameterizedTest
    @CsvSource({
        "-5m, in-process, 2026-01-05T14:55:00Z",
        "90s, http, 2026-01-05T15:01:30Z",
        "-90, http, 2026-01-05T14:58:30Z",
    })
    void aSkewedClockShowsInEveryTimeOfAnAnswer(String seconds, String door, Instant seen) {
        client(door, EcsClient.class).createCluster(r -> r.clusterName("main"));
        set(Map.of("fault", "clock-skew", "seconds", seconds));
        var definition = client(door, EcsClient.class)
                .registerTaskDefinition(r -> r.family("app")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("a")
                                .image("b")
                                .memory(128)
                                .build()))
                .taskDefinition();
        assertThat(definition.registeredAt()).isEqualTo(seen);
        set(Map.of("fault", "throttle", "count", 0));
        assertThat(client(door, EcsClient.class)
                        .describeTaskDefinition(r -> r.taskDefinition("app"))
                        .taskDefinition()
                        .registeredAt())
                .isEqualTo("2026-01-05T15:00:00Z");
    }

    @Test
    void onlyWhatIsGoingOnFailsLater() {
        set(Map.of("fault", "async-fail", "service", "rds"));
        assertThat(client("in-process", RdsClient.class).describeDBInstances().dbInstances())
                .isEmpty();
        client("in-process", SqsClient.class).createQueue(r -> r.queueName("a"));
        assertThat(sandbox.calls()).extracting(Sandbox.Logged::result).containsExactly("ok", "ok");
    }

    private List<String> groups(String door) {
        return logs(door).describeLogGroups().logGroups().stream()
                .map(LogGroup::logGroupName)
                .toList();
    }

    private CloudWatchLogsClient logs(String door) {
        return client(door, CloudWatchLogsClient.class);
    }

    private <C> C client(String door, Class<C> type) {
        Clients clients =
                door.equals("http") ? new WireClients(http.uri())::client : new InProcessDoor(sandbox)::client;
        return clients.client(type, "123456789012", "us-east-1");
    }

    private void set(Map<String, Object> fault) {
        Trouble.of("faults", List.of(fault), 1).on(sandbox);
    }
}
