package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An HTTP API and an event bus before one function: what comes in reaches it, what cannot is kept, and all of it goes again. */
class ApisAndEventsTest {
    private static final String FUNCTION = """
        kind: Bucket
        metadata: {name: kinexus-test-code}
        spec: {versioned: true, encrypted: true}
        ---
        apiVersion: kinexus.io/v1
        kind: Function
        metadata: {name: documents}
        spec:
          runtime: python3.12
          handler: app.handler
          code: {bucket: kinexus-test-code, key: documents.zip}
        """;
    private static final String API = """
        kind: HttpApi
        metadata: {name: shop}
        spec:
          cors: {origins: ["http://localhost:3000"], methods: [GET, POST], maxAge: 10m}
          throttle: {perSecond: 50, burst: 100}
          routes:
            - {route: "GET /health", function: documents}
            - {route: "ANY /documents/{proxy+}", function: documents}
        """;
    private static final String BUS = """
        kind: EventBus
        metadata: {name: shop}
        spec:
          rules:
            - {name: uploaded, pattern: {source: [shop], detail-type: [Uploaded]}, function: documents}
            - {name: evening, schedule: "cron(0 18 * * ? *)", timeZone: Europe/Berlin, function: documents}
        """;

    @TempDir
    private Path folder;

    @Test
    void whatComesInReachesTheFunctionAndWhatCannotIsKept() {
        OneFile file = new OneFile(folder, FUNCTION, API, BUS);
        Operated operated = file.operated;
        operated.settle(8);
        operated.client(S3Client.class)
                .putObject(r -> r.bucket("kinexus-test-code").key("documents.zip"), RequestBody.fromString("one"));
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(operated.plan().empty()).as("a second plan").isTrue();

        routesLeadToTheLiveFunction(operated);
        anEventReachesIt(operated);
        theClockReachesIt(operated);
        whatIsNotAllowedIsADeadLetter(file);

        file.commit("", FUNCTION);
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(operated.client(ApiGatewayV2Client.class).getApis(r -> {}).items())
                .isEmpty();
        assertThat(operated.client(EventBridgeClient.class)
                        .listEventBuses(r -> {})
                        .eventBuses())
                .extracting(bus -> bus.name())
                .containsExactly("default");
        assertThat(operated.client(SqsClient.class).listQueues().queueUrls()).isEmpty();
    }

    private static void routesLeadToTheLiveFunction(Operated operated) {
        ApiGatewayV2Client gateway = operated.client(ApiGatewayV2Client.class);
        Api api = gateway.getApis(r -> {}).items().get(0);
        assertThat(api.name()).isEqualTo("shop");
        assertThat(api.corsConfiguration().allowOrigins()).containsExactly("http://localhost:3000");
        assertThat(api.corsConfiguration().maxAge()).isEqualTo(600);
        List<Integration> integrations =
                gateway.getIntegrations(r -> r.apiId(api.apiId())).items();
        assertThat(integrations)
                .extracting(Integration::integrationUri)
                .singleElement()
                .asString()
                .endsWith(":function:documents:live");
        List<Route> routes = gateway.getRoutes(r -> r.apiId(api.apiId())).items();
        assertThat(routes)
                .extracting(Route::routeKey)
                .containsExactlyInAnyOrder("GET /health", "ANY /documents/{proxy+}");
        assertThat(routes)
                .extracting(Route::target)
                .containsOnly("integrations/" + integrations.get(0).integrationId());
        var stage = gateway.getStage(r -> r.apiId(api.apiId()).stageName("$default"));
        assertThat(stage.defaultRouteSettings().throttlingRateLimit()).isEqualTo(50);
        assertThat(stage.lastDeploymentStatusMessage()).startsWith("Successfully deployed");
        assertThat(policy(operated)).contains("execute-api", api.apiId(), ":rule/shop/uploaded");
    }

    private static void anEventReachesIt(Operated operated) {
        double before = invocations(operated);
        put(operated, "Uploaded");
        put(operated, "Viewed");
        operated.sandbox.advance(Duration.ofMinutes(2));
        assertThat(invocations(operated)).as("one of two events fits").isEqualTo(before + 1);
    }

    /** Six in the evening of Berlin; the sandbox keeps three hours of metrics. */
    private static void theClockReachesIt(Operated operated) {
        double before = invocations(operated);
        operated.sandbox.advance(Duration.ofMinutes(150));
        assertThat(invocations(operated)).isEqualTo(before + 1);
    }

    private static void whatIsNotAllowedIsADeadLetter(OneFile file) {
        Operated operated = file.operated;
        LambdaClient lambda = operated.client(LambdaClient.class);
        String statement = policy(operated).replaceAll(".*\"Sid\":\"([^\"]*uploaded[^\"]*)\".*", "$1");
        lambda.removePermission(
                r -> r.functionName("documents").qualifier("live").statementId(statement));
        put(operated, "Uploaded");
        SqsClient sqs = operated.client(SqsClient.class);
        String url = sqs.listQueues().queueUrls().get(0);
        assertThat(url).endsWith("/data-shop-dead-letters");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()).contains("\"Uploaded\""));
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(policy(operated)).as("and it is put back").contains(":rule/shop/uploaded");
    }

    private static String settled(OneFile file) {
        return file.operated.settle(40).snapshot().sync();
    }

    private static String policy(Operated operated) {
        return operated.client(LambdaClient.class)
                .getPolicy(r -> r.functionName("documents").qualifier("live"))
                .policy();
    }

    private static void put(Operated operated, String type) {
        operated.client(EventBridgeClient.class)
                .putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                        .eventBusName("shop")
                        .source("shop")
                        .detailType(type)
                        .detail("{}")
                        .build()));
    }

    private static double invocations(Operated operated) {
        Instant now = SandboxScript.MONDAY.plus(Duration.ofDays(60));
        return operated
                .client(CloudWatchClient.class)
                .getMetricStatistics(r -> r.namespace("AWS/Lambda")
                        .metricName("Invocations")
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value("documents")
                                .build())
                        .startTime(SandboxScript.MONDAY)
                        .endTime(now)
                        .period(86_400)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }
}
