package io.kinexus.operator.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An event that its function does not take: tried again, buried, or lost where the queue lets nobody in. */
class DeadLettersTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:documents";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:letters";
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/shop/all";

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole"}]}\
        """;

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private String queue = "";

    @BeforeEach
    void aRuleThatCallsAFunction() {
        String role = client(IamClient.class)
                .createRole(r -> r.roleName("r").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        client(LambdaClient.class).createFunction(r -> r.functionName("documents")
                .role(role)
                .runtime(Runtime.PYTHON3_12)
                .handler("app.handler")
                .code(c -> c.zipFile(SdkBytes.fromUtf8String("code"))));
        sandbox.advance(Duration.ofMinutes(1));
        queue = client(SqsClient.class).createQueue(r -> r.queueName("letters")).queueUrl();
        admit(RULE);
        EventBridgeClient events = client(EventBridgeClient.class);
        events.createEventBus(r -> r.name("shop"));
        events.putRule(r -> r.name("all").eventBusName("shop").eventPattern("{\"source\":[\"shop\"]}"));
        events.putTargets(r -> r.rule("all")
                .eventBusName("shop")
                .targets(Target.builder()
                        .id("f")
                        .arn(FUNCTION)
                        .retryPolicy(p -> p.maximumRetryAttempts(3).maximumEventAgeInSeconds(3600))
                        .deadLetterConfig(d -> d.arn(QUEUE))
                        .build()));
    }

    @Test
    void whatMayNotBeCalledIsBuriedAtOnce() {
        put();
        assertThat(letters()).isEqualTo(1);
        assertThat(state()).contains("failedInvocations=1").containsPattern("[{ ]invocations=0");
    }

    @Test
    void whatIsTooBusyIsTriedAgainUntilItsAttemptsAreUsedUp() {
        permit();
        client(LambdaClient.class)
                .putFunctionConcurrency(r -> r.functionName("documents").reservedConcurrentExecutions(0));
        put();
        assertThat(letters()).isZero();
        sandbox.advance(Duration.ofMinutes(1));
        assertThat(letters()).isEqualTo(1);
        assertThat(state()).contains("failedInvocations=4");
    }

    @Test
    void whatIsFreeAgainMeanwhileTakesIt() {
        permit();
        client(LambdaClient.class)
                .putFunctionConcurrency(r -> r.functionName("documents").reservedConcurrentExecutions(0));
        put();
        client(LambdaClient.class).deleteFunctionConcurrency(r -> r.functionName("documents"));
        sandbox.advance(Duration.ofMinutes(1));
        assertThat(letters()).isZero();
        assertThat(state()).contains("failedInvocations=1", "invocations=1");
    }

    @ParameterizedTest
    @CsvSource({RULE + ",1", "arn:aws:events:us-east-1:123456789012:rule/shop/*,1", RULE + "-other,0", "'',0"})
    void onlyWhomTheQueueLetsInCanBuryThere(String source, int letters) {
        admit(source);
        put();
        assertThat(letters()).isEqualTo(letters);
    }

    private void admit(String source) {
        String policy = source.isEmpty()
                ? ""
                : "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
                        + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + QUEUE + "\","
                        + "\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"" + source + "\"}}}]}";
        client(SqsClient.class)
                .setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }

    private void permit() {
        client(LambdaClient.class).addPermission(r -> r.functionName("documents")
                .statementId("s")
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn(RULE));
    }

    private void put() {
        client(EventBridgeClient.class)
                .putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                        .eventBusName("shop")
                        .source("shop")
                        .detailType("Something")
                        .detail("{}")
                        .build()));
    }

    private int letters() {
        return Integer.parseInt(client(SqsClient.class)
                .getQueueAttributes(
                        r -> r.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "-1"));
    }

    private String state() {
        return sandbox.state().toString();
    }

    private <C> C client(Class<C> type) {
        return new InProcessDoor(sandbox).client(type, "123456789012", "us-east-1");
    }
}
