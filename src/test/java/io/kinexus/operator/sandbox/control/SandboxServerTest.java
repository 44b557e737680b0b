package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.SdkClients;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.WireClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** The sandbox as a person drives it, over HTTP. */
class SandboxServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxServer server = SandboxServer.start(SandboxScript.plain(), 0, 0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theClockStartsOnAMondayAndIsAdvanced() throws Exception {
        assertThat(get("clock").at("/now").asText()).isEqualTo("2026-01-05T15:00:00Z");
        assertThat(post("advance", "{\"seconds\":90}").at("/now").asText()).isEqualTo("2026-01-05T15:01:30Z");
    }

    @Test
    void theClockRunsAsFastAsItIsTold() throws Exception {
        post("speed", "{\"factor\":1000}");
        await().atMost(Duration.ofSeconds(10)).until(() -> now().isAfter(Instant.parse("2026-01-05T15:00:30Z")));
    }

    @Test
    void everyCallIsLogged() throws Exception {
        logs().createLogGroup(r -> r.logGroupName("/a"));
        JsonNode calls = get("calls");
        assertThat(calls).hasSize(1);
        assertThat(calls.at("/0/service").asText()).isEqualTo("cloudwatchlogs");
        assertThat(calls.at("/0/action").asText()).isEqualTo("CreateLogGroup");
        assertThat(calls.at("/0/result").asText()).isEqualTo("ok");
        assertThat(get("calls?since=1")).isEmpty();
        assertThat(get("calls?since=2026-01-05T15:00:00Z")).hasSize(1);
        assertThat(get("calls?since=2026-01-05T15:00:01Z")).isEmpty();
        assertThat(get("state").toString()).contains("/a");
    }

    @Test
    void resetForgetsEverything() throws Exception {
        logs().createLogGroup(r -> r.logGroupName("/a"));
        post("advance", "{\"seconds\":90}");
        assertThat(post("reset", "").at("/now").asText()).isEqualTo("2026-01-05T15:00:00Z");
        assertThat(logs().describeLogGroups().logGroups()).isEmpty();
    }

    @Test
    void theLoadIsChanged() throws Exception {
        post("load", "{\"service\":\"api\",\"perSecond\":80}");
        assertThat(server.sandbox().load().perSecond("api")).isEqualTo(80);
        assertThat(server.sandbox().load().perSecond("other")).isEqualTo(50);
    }

    @Test
    void throttlingStrikesAsOftenAsItIsTold() throws Exception {
        post("faults", "[{\"fault\":\"throttle\",\"service\":\"logs\",\"action\":\"Describe*\",\"count\":1}]");
        assertThatThrownBy(() -> logs().describeLogGroups())
                .isInstanceOfSatisfying(
                        SdkException.class, e -> assertThat(AwsFailures.code(e)).isEqualTo("ThrottlingException"));
        assertThat(logs().describeLogGroups().logGroups()).isEmpty();
    }

    @Test
    void aLostReplyMayHaveBeenCarriedOut() throws Exception {
        post("faults", "[{\"fault\":\"timeout-after\",\"count\":1}]");
        assertThatThrownBy(() -> logs().createLogGroup(r -> r.logGroupName("/a")))
                .isInstanceOf(SdkException.class);
        assertThat(logs().describeLogGroups().logGroups()).hasSize(1);
    }

    @Test
    void orNot() throws Exception {
        post("faults", "[{\"fault\":\"timeout-before\"}]");
        assertThatThrownBy(() -> logs().createLogGroup(r -> r.logGroupName("/a")))
                .isInstanceOf(SdkClientException.class);
        post("faults", "[]");
        assertThat(logs().describeLogGroups().logGroups()).isEmpty();
    }

    @Test
    void staleReadsAnswerFromBefore() throws Exception {
        post("faults", "[{\"fault\":\"stale\",\"seconds\":60,\"service\":\"logs\"}]");
        assertThat(names()).isEmpty();
        logs().createLogGroup(r -> r.logGroupName("/a"));
        assertThat(names()).isEmpty();
        post("advance", "{\"seconds\":61}");
        names();
        post("advance", "{\"seconds\":61}");
        assertThat(names()).containsExactly("/a");
    }

    @Test
    void aPageIsMissing() throws Exception {
        List<String> all = sixtyGroups();
        post("faults", "[{\"fault\":\"missing-page\",\"service\":\"logs\"}]");
        assertThat(names()).isEqualTo(all.subList(50, 60));
    }

    @Test
    void aPageIsRepeated() throws Exception {
        List<String> all = sixtyGroups();
        post("faults", "[{\"fault\":\"repeated-page\",\"service\":\"logs\"}]");
        List<String> twice = new ArrayList<>(all.subList(0, 50));
        twice.addAll(all);
        assertThat(names()).isEqualTo(twice);
    }

    @Test
    void somebodyElseChangesSomethingLater() throws Exception {
        logs().createLogGroup(r -> r.logGroupName("/a"));
        post(
                "faults",
                "[{\"fault\":\"external-edit\",\"after\":\"10m\",\"service\":\"logs\",\"action\":\"DeleteLogGroup\","
                        + "\"request\":{\"logGroupName\":\"/a\"}}]");
        assertThat(names()).containsExactly("/a");
        post("advance", "{\"seconds\":600}");
        assertThat(names()).isEmpty();
        assertThat(get("calls").toString()).contains("by-hand");
    }

    @Test
    void withRatesEnforcedTheOperatorsClientsGetThroughByTryingAgain() throws Exception {
        assertThat(post("quotas", "{\"enforced\":true}").at("/buckets")).isEmpty();
        try (SdkClients clients = new SdkClients(Optional.of(server.uri()))) {
            var elb = clients.client(ElasticLoadBalancingV2Client.class, "123456789012", "us-east-1");
            for (int i = 0; i < 40; i++) {
                elb.describeTargetGroups();
            }
            var next = CompletableFuture.supplyAsync(elb::describeTargetGroups);
            await().until(() -> throttled() > 0);
            post("advance", "{\"seconds\":1}");
            assertThat(next.get(20, TimeUnit.SECONDS).targetGroups()).isEmpty();
        }
        assertThat(get("quotas").at("/enforced").asBoolean()).isTrue();
        assertThat(get("quotas").at("/buckets/0/taken").asInt()).isEqualTo(41);
    }

    private int throttled() throws Exception {
        return get("quotas").at("/throttled/elasticloadbalancingv2: describe").asInt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults  | [{'fault':'async-fail','service':'logs'}]      | fails by 5xx or timeout-after",
                "faults  | [{'fault':'event drop','service':'ecs'}]       | use source",
                "faults  | [{'fault':'crash','source':'aws.ecs'}]         | only events have a source",
                "faults  | [{'fault':'crash sideways'}]                   | unknown: crash sideways",
                "faults  | [{'fault':'flood'}]                            | unknown: flood",
                "faults  | [{'fault':'throttle','service':'eks'}]         | no such service: eks",
                "faults  | [{'fault':'throttle','service':'ecs','action':'Describe'}] | no such action",
                "faults  | [{'fault':'throttle','probability':2}]         | expected 0 to 1",
                "faults  | [{'fault':'throttle','chance':1}]              | faults[0].chance: unknown",
                "faults  | [{'fault':'partial','service':'ec2'}]          | only ecs",
                "faults  | {'faults': 3}                                  | expected a list",
                "advance | {'seconds':-1}                                 | expected seconds",
                "advance | {}                                             | missing",
                "speed   | {'factor':'fast'}                              | expected a number",
                "quotas  | {'enforced':'yes'}                             | true or false",
                "load    | {'service':'api'}                              | perSecond: missing",
                "faults  | nonsense                                       | not JSON",
                "nothing | {}                                             | no such address",
            })
    void whatItCannotDoIsRefusedWithTheReason(String path, String body, String reason) throws Exception {
        HttpResponse<String> answer = send(path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(JSON.readTree(answer.body()).at("/error").asText()).contains(reason);
    }

    private List<String> sixtyGroups() {
        List<String> all = new ArrayList<>();
        for (int i = 10; i < 70; i++) {
            String name = "/" + i;
            all.add(name);
            logs().createLogGroup(r -> r.logGroupName(name));
        }
        return all;
    }

    private List<String> names() {
        return logs().describeLogGroupsPaginator().logGroups().stream()
                .map(LogGroup::logGroupName)
                .toList();
    }

    private Instant now() throws Exception {
        return Instant.parse(get("clock").at("/now").asText());
    }

    private CloudWatchLogsClient logs() {
        return new WireClients(server.uri()).client(CloudWatchLogsClient.class, "123456789012", "us-east-1");
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = send(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return server.uri().resolve("/_sandbox/" + path);
    }
}
