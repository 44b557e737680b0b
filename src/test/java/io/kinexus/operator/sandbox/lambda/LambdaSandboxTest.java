package io.kinexus.operator.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Lambdas;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class LambdaSandboxTest {
    private final SandboxDoor door = new SandboxDoor();
    private final Scope scope = door.scope();
    private final LambdaClient lambda = scope.client(LambdaClient.class);

    private void active() {
        Lambdas.function(scope, "f");
        wait(5);
    }

    private void wait(int seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aNewFunctionIsPendingAndRefusesCallsAndChanges() {
        Lambdas.function(scope, "f");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("f")).stateAsString())
                .isEqualTo("Pending");
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("f"))).isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> lambda.publishVersion(r -> r.functionName("f")))
                .isInstanceOf(ResourceConflictException.class);
        wait(5);
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("f")).stateAsString())
                .isEqualTo("Active");
    }

    @Test
    void oneChangeAtATime() {
        active();
        assertThat(lambda.updateFunctionConfiguration(r -> r.functionName("f").memorySize(256))
                        .lastUpdateStatusAsString())
                .isEqualTo("InProgress");
        assertThatThrownBy(
                        () -> lambda.updateFunctionCode(r -> r.functionName("f").zipFile(SdkBytes.fromUtf8String("x"))))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("update is in progress");
        wait(5);
        lambda.updateFunctionCode(r -> r.functionName("f").zipFile(SdkBytes.fromUtf8String("x")));
    }

    @Test
    void whatHasNotChangedIsNotPublishedAgain() {
        active();
        assertThat(lambda.publishVersion(r -> r.functionName("f")).version()).isEqualTo("1");
        lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(9));
        wait(5);
        assertThat(lambda.publishVersion(r -> r.functionName("f").description("two"))
                        .version())
                .isEqualTo("2");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("f").qualifier("1"))
                        .timeout())
                .as("a version stays as it was")
                .isEqualTo(3);
        lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));
        assertThatThrownBy(() -> lambda.deleteFunction(r -> r.functionName("f").qualifier("1")))
                .isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() ->
                        lambda.createAlias(r -> r.functionName("f").name("next").functionVersion("7")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void codeRolesAndVariablesAreLookedAt() {
        Lambdas.prepare(scope);
        assertThatThrownBy(() -> create("gone.zip", Lambdas.roleArn(scope), Map.of()))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("S3 Error Code: NoSuchKey");
        assertThatThrownBy(() -> create(Lambdas.KEY, Lambdas.roleArn(scope) + "x", Map.of()))
                .hasMessageContaining("cannot be assumed by Lambda");
        assertThatThrownBy(() -> create(Lambdas.KEY, Lambdas.roleArn(scope), Map.of("AWS_REGION", "x")))
                .hasMessageContaining("reserved keys");
        assertThatThrownBy(() -> create(Lambdas.KEY, Lambdas.roleArn(scope), Map.of("BIG", "x".repeat(4096))))
                .hasMessageContaining("4KB");
    }

    private void create(String key, String role, Map<String, String> variables) {
        lambda.createFunction(r -> r.functionName("g")
                .runtime("python3.12")
                .handler("a.b")
                .role(role)
                .environment(e -> e.variables(variables))
                .code(c -> c.s3Bucket(Lambdas.BUCKET).s3Key(key)));
    }

    @Test
    void aCallAnswersIsLoggedAndMeasured() {
        active();
        CloudWatchLogsClient logs = scope.client(CloudWatchLogsClient.class);
        logs.createLogGroup(r -> r.logGroupName("/aws/lambda/f"));
        InvokeResponse answer = lambda.invoke(r -> r.functionName("f").payload(SdkBytes.fromUtf8String("{\"a\":1}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.payload().asUtf8String()).contains("\\\"a\\\":1");
        assertThat(lambda.invoke(r -> r.functionName("f").invocationType(InvocationType.EVENT))
                        .statusCode())
                .isEqualTo(202);
        String stream = logs.describeLogStreams(r -> r.logGroupName("/aws/lambda/f"))
                .logStreams()
                .get(0)
                .logStreamName();
        assertThat(logs.getLogEvents(r -> r.logGroupName("/aws/lambda/f").logStreamName(stream))
                        .events())
                .extracting(OutputLogEvent::message)
                .anyMatch(line -> line.startsWith("REPORT RequestId"));
        assertThat(sum("Invocations")).isEqualTo(2);
        assertThat(sum("Errors")).isZero();
    }

    @Test
    void codeThatFailsOnPurposeCountsAsAnError() {
        active();
        lambda.updateFunctionCode(r -> r.functionName("f").zipFile(SdkBytes.fromUtf8String("sandbox-error")));
        wait(5);
        assertThat(lambda.invoke(r -> r.functionName("f")).functionError()).isEqualTo("Unhandled");
        assertThat(sum("Errors")).isEqualTo(1);
    }

    private double sum(String metric) {
        wait(60);
        return scope
                .client(CloudWatchClient.class)
                .getMetricStatistics(r -> r.namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value("f")
                                .build())
                        .startTime(scope.now().minusSeconds(600))
                        .endTime(scope.now().plusSeconds(600))
                        .period(60)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }

    @Test
    void reservationsLeaveAHundredToTheOthersAndNoneAtAllThrottles() {
        active();
        assertThatThrownBy(() ->
                        lambda.putFunctionConcurrency(r -> r.functionName("f").reservedConcurrentExecutions(901)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("[100]");
        lambda.putFunctionConcurrency(r -> r.functionName("f").reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("f"))).isInstanceOf(TooManyRequestsException.class);
        assertThat(lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(1000);
    }

    @Test
    void whatNobodySetIsToldAsUnset() {
        active();
        assertThat(lambda.getFunctionCodeSigningConfig(r -> r.functionName("f")).codeSigningConfigArn())
                .isEmpty();
        assertThat(lambda.getRuntimeManagementConfig(r -> r.functionName("f")).updateRuntimeOnAsString())
                .isEqualTo("Auto");
        assertThatThrownBy(() -> lambda.getFunctionUrlConfig(r -> r.functionName("f")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
    }

    @Test
    void aPolicyLetsInWhomItNames() {
        active();
        String arn =
                lambda.getFunction(r -> r.functionName("f")).configuration().functionArn();
        lambda.addPermission(r -> r.functionName("f")
                .statementId("s")
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn("arn:aws:events:us-east-1:123456789012:rule/a/*"));
        LambdaSandbox sandbox =
                door.sandbox().account("123456789012", "us-east-1").service(LambdaSandbox.class);
        assertThat(sandbox.permits(arn, "events.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/a/x"))
                .isTrue();
        assertThat(sandbox.permits(arn, "events.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/b/x"))
                .isFalse();
        assertThat(sandbox.permits(arn, "sns.amazonaws.com", "arn:aws:events:us-east-1:123456789012:rule/a/x"))
                .isFalse();
    }
}
