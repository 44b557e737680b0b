package io.kinexus.operator.wire;

import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** What moto does otherwise of API Gateway. */
final class HttpApiProofs {
    private HttpApiProofs() {}

    static boolean api(Scope scope) {
        make(scope);
        return TaggingProofs.unlisted(scope);
    }

    static boolean updateStage(Scope scope) {
        String apiId = make(scope);
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        gateway.createStage(r -> r.apiId(apiId).stageName("$default").autoDeploy(false));
        try {
            gateway.updateStage(r -> r.apiId(apiId).stageName("$default").autoDeploy(true));
            return !Boolean.TRUE.equals(
                    gateway.getStage(r -> r.apiId(apiId).stageName("$default")).autoDeploy());
        } catch (SdkException refused) {
            return true;
        }
    }

    private static String make(Scope scope) {
        return scope.client(ApiGatewayV2Client.class)
                .createApi(r -> r.name("proof")
                        .protocolType(ProtocolType.HTTP)
                        .tags(Map.of(TaggingProofs.KEY, TaggingProofs.VALUE)))
                .apiId();
    }
}
