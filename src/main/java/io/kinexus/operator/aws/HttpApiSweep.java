package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;

/**
 * The HTTP APIs of one sweep, whoever asks: their listing has all fields and all tags. What is in an API has mostly no tags
 * of its own, and is looked for in those APIs that are ours.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html">GetApis</a>
 */
public final class HttpApiSweep {
    private HttpApiSweep() {}

    /** @throws software.amazon.awssdk.core.exception.SdkException when the listing failed: an error is not an empty list */
    public static List<Api> list(Scope scope) {
        return Tagged.once(scope, "http-apis", () -> read(scope));
    }

    /** As AWS says now, whatever this sweep has seen: before something is made that has neither a name nor a token. */
    public static List<Api> read(Scope scope) {
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        return Paging.all(token -> {
            GetApisResponse page = gateway.getApis(r -> r.nextToken(token.orElse(null)));
            return new Paging.Page<>(page.items(), Optional.ofNullable(page.nextToken()));
        });
    }

    /** Those of this environment, by id, with the name that our tag gives each. Nothing is listed where the sweep has none. */
    public static Map<String, String> ours(Scope scope, KindName kind) {
        Map<String, String> ours = new LinkedHashMap<>();
        if (Ownership.sweep(scope).of(kind).isEmpty()) {
            return ours;
        }
        for (Api api : list(scope)) {
            Optional.ofNullable(api.tags().get(Ownership.RESOURCE))
                    .filter(local -> local.startsWith(kind + "/"))
                    .map(local -> ResourceId.parse(scope.environment() + "/" + local))
                    .filter(id -> Ownership.ours(id, api.tags()))
                    .ifPresent(id -> ours.put(api.apiId(), id.name()));
        }
        return ours;
    }
}
