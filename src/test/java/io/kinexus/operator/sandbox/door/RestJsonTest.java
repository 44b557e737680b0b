package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.WireClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.CreateBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.CreateBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.ListBackupJobsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupJobsResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/** The SDK's own clients of Lambda, API Gateway, Backup and Scheduler are understood, and understand what is answered. */
class RestJsonTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int CONFLICT = 409;

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final HttpDoor door = HttpDoor.open(sandbox, 0);
    private final WireClients clients = new WireClients(door.uri());
    private final List<AwsRequest> arrived = new ArrayList<>();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void bodiesGoThroughBothWays() {
        answers(request -> CreateFunctionResponse.builder()
                .functionArn(ARN)
                .environment(e -> e.variables(Map.of("A", "<\"é")))
                .build());
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .functionName("f")
                .code(c -> c.s3Bucket("b").s3Key("k").zipFile(SdkBytes.fromUtf8String("zip")))
                .environment(e -> e.variables(Map.of("A", "<\"é")))
                .memorySize(256)
                .publish(true)
                .tags(Map.of("a", "b"))
                .build();
        CreateFunctionResponse answer = client(LambdaClient.class).createFunction(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.functionArn()).isEqualTo(ARN);
        assertThat(answer.environment().variables()).containsExactly(Map.entry("A", "<\"é"));
        assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(CREATED);
    }

    @Test
    void anArnInThePathAndAListInTheQuery() {
        answers(request -> UntagResourceResponse.builder().build());
        UntagResourceRequest request =
                UntagResourceRequest.builder().resource(ARN).tagKeys("a", "b/c").build();
        UntagResourceResponse answer = client(LambdaClient.class).untagResource(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(NO_CONTENT);
    }

    @Test
    void anAnswerOfAStatusAloneHasNoBody() {
        answers(request ->
                DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build());
        assertThat(client(LambdaClient.class)
                        .deleteFunction(r -> r.functionName("f"))
                        .statusCode())
                .isEqualTo(NO_CONTENT);
    }

    @Test
    void whatIsInvokedGetsAndGivesBareBytesHeadersAndItsOwnStatus() {
        answers(request -> InvokeResponse.builder()
                .statusCode(ACCEPTED)
                .functionError("Unhandled")
                .executedVersion("7")
                .payload(SdkBytes.fromUtf8String("{\"b\":2}"))
                .build());
        InvokeRequest request = InvokeRequest.builder()
                .functionName("f")
                .qualifier("live")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                .build();
        InvokeResponse answer = client(LambdaClient.class).invoke(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"b\":2}");
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.executedVersion()).isEqualTo("7");
        assertThat(answer.statusCode()).isEqualTo(ACCEPTED);
    }

    @Test
    void apiGatewaysNamesStartSmallAndItsDatesAreText() {
        answers(request -> request instanceof CreateApiRequest
                ? CreateApiResponse.builder().apiId("a1").createdDate(NOON).build()
                : DeleteApiResponse.builder().build());
        CreateApiRequest request = CreateApiRequest.builder()
                .name("api")
                .protocolType(ProtocolType.HTTP)
                .corsConfiguration(c -> c.allowOrigins("https://a.example").maxAge(60))
                .build();
        CreateApiResponse answer = client(ApiGatewayV2Client.class).createApi(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.createdDate()).isEqualTo(NOON);
        assertThat(client(ApiGatewayV2Client.class)
                        .deleteApi(r -> r.apiId("a1"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(NO_CONTENT);
    }

    @Test
    void apiGatewaysTagsAreAskedByArn() {
        answers(request -> GetTagsResponse.builder().tags(Map.of("a", "b")).build());
        GetTagsRequest request = GetTagsRequest.builder()
                .resourceArn("arn:aws:apigateway:us-east-1::/apis/a1")
                .build();
        assertThat(client(ApiGatewayV2Client.class).getTags(request).tags()).containsExactly(Map.entry("a", "b"));
        assertThat(arrived).containsExactly(request);
    }

    @Test
    void backupsNamesAreInThePathAndItsDatesInTheQuery() {
        answers(request -> request instanceof CreateBackupVaultRequest
                ? CreateBackupVaultResponse.builder().creationDate(NOON).build()
                : ListBackupJobsResponse.builder().build());
        CreateBackupVaultRequest vault = CreateBackupVaultRequest.builder()
                .backupVaultName("v")
                .backupVaultTags(Map.of("a", "b"))
                .creatorRequestId("t")
                .build();
        ListBackupJobsRequest jobs = ListBackupJobsRequest.builder()
                .byCreatedAfter(NOON)
                .maxResults(5)
                .build();
        assertThat(client(BackupClient.class).createBackupVault(vault).creationDate())
                .isEqualTo(NOON);
        assertThat(client(BackupClient.class).listBackupJobs(jobs).backupJobs()).isEmpty();
        assertThat(arrived).containsExactly(vault, jobs);
    }

    @Test
    void schedulesGoThroughBothWays() {
        answers(request -> request instanceof UpdateScheduleRequest
                ? UpdateScheduleResponse.builder().scheduleArn("s").build()
                : GetScheduleResponse.builder().name("s").creationDate(NOON).build());
        UpdateScheduleRequest request = UpdateScheduleRequest.builder()
                .name("s")
                .groupName("default")
                .clientToken("t")
                .startDate(NOON)
                .scheduleExpression("rate(5 minutes)")
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
                .target(t -> t.arn(ARN).roleArn("arn:aws:iam::123456789012:role/r"))
                .build();
        assertThat(client(SchedulerClient.class).updateSchedule(request).scheduleArn())
                .isEqualTo("s");
        assertThat(arrived).containsExactly(request);
        assertThat(client(SchedulerClient.class)
                        .getSchedule(r -> r.name("s").groupName("default"))
                        .creationDate())
                .isEqualTo(NOON);
    }

    @Test
    void errorsKeepTheirCodeAndStatus() {
        sandbox.weather((call, request, account) -> {
            throw new AwsFault("ResourceConflictException", CONFLICT, "being updated");
        });
        assertThatThrownBy(() -> client(LambdaClient.class).deleteFunction(r -> r.functionName("f")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("being updated");
        var failure = catchThrowableOfType(
                software.amazon.awssdk.services.scheduler.model.SchedulerException.class,
                () -> client(SchedulerClient.class).getSchedule(r -> r.name("s")));
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ResourceConflictException");
        assertThat(failure.statusCode()).isEqualTo(CONFLICT);
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(door.uri() + "/2015-03-31/functions/"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-east-1/lambda/aws4_request, Signature=0")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{"))
                .build();
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-Amzn-Errortype")).contains("SerializationException");
    }

    private <C> C client(Class<C> type) {
        return clients.client(type, "123456789012", "us-east-1");
    }

    private void answers(Function<AwsRequest, AwsResponse> handler) {
        sandbox.weather((call, request, account) -> {
            arrived.add(request);
            return handler.apply(request);
        });
    }
}
