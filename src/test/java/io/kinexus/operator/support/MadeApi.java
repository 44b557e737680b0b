package io.kinexus.operator.support;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** An HTTP API of ours, for its parts: found again, so that it is there once for each door. */
public final class MadeApi {
    public static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:documents";

    private MadeApi() {}

    /** Its id. */
    public static String id(Scope scope) {
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        ResourceId id = ResourceId.of("test", "http-api", "kinexus");
        return gateway.getApis(all -> {}).items().stream()
                .filter(api -> Ownership.ours(id, api.tags()))
                .findFirst()
                .map(api -> api.apiId())
                .orElseGet(() -> gateway.createApi(r -> r.name("kinexus")
                                .protocolType(ProtocolType.HTTP)
                                .tags(Ownership.tags(scope, id)))
                        .apiId());
    }

    /** The id of an integration with a function. */
    public static String integration(Scope scope, String function) {
        String apiId = id(scope);
        return scope.client(ApiGatewayV2Client.class)
                .createIntegration(r -> r.apiId(apiId)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationMethod("POST")
                        .payloadFormatVersion("2.0")
                        .integrationUri(FUNCTION + "-" + function))
                .integrationId();
    }

    /** A route to it, so that stages have something to deploy. */
    public static void route(Scope scope, String key) {
        String apiId = id(scope);
        String target = "integrations/" + integration(scope, "other");
        scope.client(ApiGatewayV2Client.class)
                .createRoute(r -> r.apiId(apiId).routeKey(key).target(target));
    }
}
