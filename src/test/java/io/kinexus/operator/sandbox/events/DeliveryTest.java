package io.kinexus.operator.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.Faults;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** From an event to the queue that a rule sends it to, in fair weather and in foul. */
class DeliveryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private String queue = "";

    @Test
    void anEventComesToTheQueueOfEachRuleThatAsksForIt() throws Exception {
        listen("{\"source\":[\"shop\"],\"detail\":{\"kind\":[{\"prefix\":\"order\"}]}}", b -> b);
        put("shop", "{\"kind\":\"order-paid\",\"n\":1}");
        put("shop", "{\"kind\":\"visit\"}");
        put("other", "{\"kind\":\"order-paid\"}");
        List<JsonNode> events = received();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/detail/n").asInt()).isEqualTo(1);
        assertThat(events.get(0).at("/account").asText()).isEqualTo("123456789012");
        assertThat(events.get(0).at("/detail-type").asText()).isEqualTo("Something");
    }

    @Test
    void aTargetMayShapeItsInput() {
        listen(
                "{\"source\":[\"shop\"]}",
                b -> b.inputTransformer(
                        t -> t.inputPathsMap(Map.of("k", "$.detail.kind")).inputTemplate("{\"seen\":\"<k>\"}")));
        put("shop", "{\"kind\":\"visit\"}");
        assertThat(bodies()).containsExactly("{\"seen\":\"visit\"}");
    }

    @Test
    void whatIsNotAnEventIsRefusedByItself() {
        listen("{\"source\":[\"shop\"]}", b -> b);
        var answer = client(EventBridgeClient.class)
                .putEvents(r -> r.entries(entry("shop", "{}"), entry("shop", "not json"), entry("aws.ecs", "{}")));
        assertThat(answer.failedEntryCount()).isEqualTo(2);
        assertThat(answer.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
        assertThat(bodies()).hasSize(1);
    }

    @Test
    void ecsTellsOfTasksServicesAndDeployments() throws Exception {
        listen("{\"source\":[\"aws.ecs\"]}", b -> b);
        runAService();
        sandbox.advance(Duration.ofMinutes(3));
        List<JsonNode> events = received();
        assertThat(events.stream()
                        .filter(e -> e.at("/detail-type").asText().equals("ECS Task State Change"))
                        .map(e -> e.at("/detail/lastStatus").asText()))
                .contains("PENDING", "ACTIVATING", "RUNNING");
        assertThat(events.stream().map(e -> e.at("/detail/eventName").asText()))
                .containsSubsequence(
                        "SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_STEADY_STATE");
        assertThat(events.get(events.size() - 1).at("/resources/0").asText())
                .isEqualTo("arn:aws:ecs:us-east-1:123456789012:service/main/web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event drop    | 2 | 3",
                "event dup     | 1 | 1 2 3 1",
                "event delay   | 1 | 2 3 1",
                "event reorder | 1 | 2 1 3",
            })
    void deliveryIsAsBadAsItIsTold(String fault, int count, String order) throws Exception {
        listen("{\"source\":[\"shop\"]}", b -> b);
        Faults.set(
                sandbox,
                Map.of("fault", fault, "source", "shop", "count", count, "seconds", fault.endsWith("dup") ? 40 : 30));
        for (int i = 1; i <= 3; i++) {
            put("shop", "{\"n\":" + i + "}");
        }
        List<String> numbers = new ArrayList<>();
        received().forEach(e -> numbers.add(e.at("/detail/n").asText()));
        sandbox.advance(Duration.ofSeconds(41));
        received().forEach(e -> numbers.add(e.at("/detail/n").asText()));
        assertThat(String.join(" ", numbers)).isEqualTo(order);
    }

    @Test
    void anOvertakenEventArrivesEvenWhenNoneFollows() {
        listen("{\"source\":[\"shop\"]}", b -> b);
        Faults.set(sandbox, Map.of("fault", "event reorder", "seconds", 30));
        put("shop", "{}");
        assertThat(bodies()).isEmpty();
        sandbox.advance(Duration.ofSeconds(30));
        assertThat(bodies()).hasSize(1);
    }

    private void listen(String pattern, UnaryOperator<Target.Builder> shape) {
        queue = client(SqsClient.class).createQueue(r -> r.queueName("events")).queueUrl();
        EventBridgeClient events = client(EventBridgeClient.class);
        events.putRule(r -> r.name("all").eventPattern(pattern));
        events.putTargets(r -> r.rule("all")
                .targets(shape.apply(Target.builder().id("queue").arn("arn:aws:sqs:us-east-1:123456789012:events"))
                        .build()));
    }

    private void put(String source, String detail) {
        client(EventBridgeClient.class).putEvents(r -> r.entries(entry(source, detail)));
    }

    private static PutEventsRequestEntry entry(String source, String detail) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("Something")
                .detail(detail)
                .build();
    }

    private void runAService() {
        Ec2Client ec2 = client(Ec2Client.class);
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        EcsClient ecs = client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("main"));
        ecs.registerTaskDefinition(r -> r.family("app")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/app:1")
                        .build()));
        ecs.createService(r -> r.cluster("main")
                .serviceName("web")
                .desiredCount(1)
                .launchType("FARGATE")
                .taskDefinition("app")
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnet))));
    }

    private List<JsonNode> received() throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String body : bodies()) {
            events.add(JSON.readTree(body));
        }
        return events;
    }

    /** Each message once. */
    private List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        List<Message> batch = batch();
        while (!batch.isEmpty()) {
            batch.forEach(message -> {
                bodies.add(message.body());
                client(SqsClient.class).deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
            batch = batch();
        }
        return bodies;
    }

    private List<Message> batch() {
        return client(SqsClient.class)
                .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private <C> C client(Class<C> type) {
        return new InProcessDoor(sandbox).client(type, "123456789012", "us-east-1");
    }
}
