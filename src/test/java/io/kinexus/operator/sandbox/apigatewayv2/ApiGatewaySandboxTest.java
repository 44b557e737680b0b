package io.kinexus.operator.sandbox.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;

/** Over the wire, with the SDK's own client. */
class ApiGatewaySandboxTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:documents";
    private static final String STAGE = "$default";

    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void anApiHasWhatAwsTellsOfIt() {
        String id = api(r -> r.tags(Map.of("a", "b")));
        GetApiResponse api = gateway().getApi(r -> r.apiId(id));
        assertThat(api.apiEndpoint()).isEqualTo("https://" + id + ".execute-api.us-east-1.amazonaws.com");
        assertThat(api.routeSelectionExpression()).isEqualTo("$request.method $request.path");
        assertThat(api.disableExecuteApiEndpoint()).isFalse();
        assertThat(api.tags()).containsExactly(Map.entry("a", "b"));
        String arn = "arn:aws:apigateway:us-east-1::/apis/" + id;
        gateway().tagResource(r -> r.resourceArn(arn).tags(Map.of("c", "d")));
        gateway().untagResource(r -> r.resourceArn(arn).tagKeys("a"));
        assertThat(gateway().getTags(r -> r.resourceArn(arn)).tags()).containsExactly(Map.entry("c", "d"));
        gateway().deleteApi(r -> r.apiId(id));
        assertThat(code(() -> gateway().getApi(r -> r.apiId(id)))).isEqualTo("NotFoundException");
    }

    @Test
    void anUpdateAddsToCorsAndOnlyDeletingTakesAway() {
        String id = api(r ->
                r.corsConfiguration(c -> c.allowOrigins("https://a.example").maxAge(60)));
        gateway().updateApi(r -> r.apiId(id).corsConfiguration(c -> c.allowMethods("GET")));
        GetApiResponse both = gateway().getApi(r -> r.apiId(id));
        assertThat(both.corsConfiguration().allowOrigins()).containsExactly("https://a.example");
        assertThat(both.corsConfiguration().allowMethods()).containsExactly("GET");
        assertThat(both.corsConfiguration().maxAge()).isEqualTo(60);
        assertThat(code(() -> gateway().updateApi(r -> r.apiId(id)
                        .corsConfiguration(c -> c.allowOrigins("*").allowCredentials(true)))))
                .isEqualTo("BadRequestException");
        gateway().deleteCorsConfiguration(r -> r.apiId(id));
        assertThat(gateway().getApi(r -> r.apiId(id)).corsConfiguration()).isNull();
    }

    @Test
    void aKeyIsThereOnceAndAnIntegrationForAsLongAsARouteLeadsToIt() {
        String id = api(r -> {});
        String integration = integration(id);
        String route = gateway()
                .createRoute(r -> r.apiId(id).routeKey("GET /a").target("integrations/" + integration))
                .routeId();
        assertThat(code(() -> gateway().createRoute(r -> r.apiId(id).routeKey("GET /a"))))
                .isEqualTo("ConflictException");
        assertThat(code(() -> gateway().createRoute(r -> r.apiId(id).routeKey("GET a"))))
                .isEqualTo("BadRequestException");
        assertThat(code(() -> gateway()
                        .createRoute(r -> r.apiId(id).routeKey("GET /b").target("integrations/none"))))
                .isEqualTo("BadRequestException");
        assertThat(code(() -> gateway().deleteIntegration(r -> r.apiId(id).integrationId(integration))))
                .isEqualTo("ConflictException");
        gateway().deleteRoute(r -> r.apiId(id).routeId(route));
        gateway().deleteIntegration(r -> r.apiId(id).integrationId(integration));
        assertThat(gateway().getIntegrations(r -> r.apiId(id)).items()).isEmpty();
    }

    @Test
    void aStageDeploysEveryChangeByItself() {
        String id = api(r -> {});
        gateway().createStage(r -> r.apiId(id).stageName(STAGE).autoDeploy(true));
        assertThat(stage(id).lastDeploymentStatusMessage()).contains("no routes exist");
        gateway().createRoute(r -> r.apiId(id).routeKey("GET /a"));
        String first = stage(id).deploymentId();
        assertThat(gateway().getDeployment(r -> r.apiId(id).deploymentId(first)).deploymentStatus())
                .isEqualTo(DeploymentStatus.DEPLOYED);
        gateway().createRoute(r -> r.apiId(id).routeKey("GET /b"));
        assertThat(stage(id).deploymentId()).isNotEqualTo(first);
        assertThat(code(() -> gateway().createStage(r -> r.apiId(id).stageName(STAGE))))
                .isEqualTo("ConflictException");
        assertThat(code(() -> gateway().createDeployment(r -> r.apiId(id).stageName(STAGE))))
                .isEqualTo("BadRequestException");
    }

    @Test
    void aStageOfItsOwnIsDeployedByHand() {
        String id = api(r -> {});
        assertThat(code(() -> gateway().createDeployment(r -> r.apiId(id)))).isEqualTo("BadRequestException");
        gateway().createRoute(r -> r.apiId(id).routeKey("GET /a"));
        gateway().createStage(r -> r.apiId(id).stageName("v1"));
        String deployment =
                gateway().createDeployment(r -> r.apiId(id).stageName("v1")).deploymentId();
        assertThat(code(() -> gateway().deleteDeployment(r -> r.apiId(id).deploymentId(deployment))))
                .isEqualTo("BadRequestException");
        gateway().deleteStage(r -> r.apiId(id).stageName("v1"));
        gateway().deleteDeployment(r -> r.apiId(id).deploymentId(deployment));
        assertThat(gateway().getDeployments(r -> r.apiId(id)).items()).isEmpty();
    }

    @Test
    void aStageKeepsLimitsAndLogs() {
        String id = api(r -> {});
        gateway().createRoute(r -> r.apiId(id).routeKey("GET /a"));
        gateway().createStage(r -> r.apiId(id)
                .stageName(STAGE)
                .autoDeploy(true)
                .defaultRouteSettings(s -> s.throttlingRateLimit(50.0).throttlingBurstLimit(100)));
        gateway().updateStage(r -> r.apiId(id)
                .stageName(STAGE)
                .defaultRouteSettings(s -> s.throttlingRateLimit(10.0))
                .accessLogSettings(l -> l.destinationArn("arn:aws:logs:us-east-1:123456789012:log-group:a")
                        .format("$context.requestId")));
        assertThat(stage(id).defaultRouteSettings().throttlingRateLimit()).isEqualTo(10);
        assertThat(stage(id).defaultRouteSettings().throttlingBurstLimit()).isEqualTo(100);
        gateway().deleteAccessLogSettings(r -> r.apiId(id).stageName(STAGE));
        assertThat(stage(id).accessLogSettings()).isNull();
        assertThat(code(() -> gateway()
                        .updateStage(r -> r.apiId(id).stageName(STAGE).accessLogSettings(l -> l.format("nothing")))))
                .isEqualTo("BadRequestException");
        assertThat(code(() -> gateway().getStage(r -> r.apiId(id).stageName("none"))))
                .isEqualTo("NotFoundException");
    }

    private String api(Consumer<CreateApiRequest.Builder> more) {
        return gateway()
                .createApi(r -> {
                    r.name("shop").protocolType("HTTP");
                    more.accept(r);
                })
                .apiId();
    }

    private String integration(String id) {
        return gateway()
                .createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .integrationMethod("POST")
                        .payloadFormatVersion("2.0")
                        .integrationUri(FUNCTION))
                .integrationId();
    }

    private GetStageResponse stage(String id) {
        return gateway().getStage(r -> r.apiId(id).stageName(STAGE));
    }

    private ApiGatewayV2Client gateway() {
        return door.scope().client(ApiGatewayV2Client.class);
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
