package io.kinexus.operator.sandbox.apigatewayv2;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;

/**
 * HTTP APIs. What a client could ask of an API's address is answered here only by where it leads.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class ApiGatewaySandbox implements SandboxService {
    private Optional<Apis> apis = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Apis known = new Apis(account);
        apis = Optional.of(known);
        new ApiCalls(account, known, handlers);
        new RouteCalls(account, known, handlers);
        new IntegrationCalls(account, known, handlers);
        new StageCalls(account, known, handlers);
        new DeploymentCalls(account, known, handlers);
        handlers.on(GetTagsRequest.class, r -> GetTagsResponse.builder()
                .tags(tags(account).of(tagged(known, r.resourceArn())))
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            tags(account).put(tagged(known, r.resourceArn()), r.tags());
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            tags(account).remove(tagged(known, r.resourceArn()), r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    private static TagStore tags(Account account) {
        return account.service(TagStore.class);
    }

    /** {@code arn:aws:apigateway:us-east-1::/apis/a1b2c3} and {@code .../stages/$default}; nothing else has tags. */
    private static String tagged(Apis known, @Nullable String arn) {
        String[] parts = String.valueOf(arn).split("/", -1);
        if (parts.length < 3 || !parts[1].equals("apis")) {
            throw Apis.bad("Invalid ARN: " + arn);
        }
        HttpApi api = known.find(parts[2]);
        if (parts.length > 4) {
            api.part(api.stages, "stage", parts[4]);
        }
        return String.valueOf(arn);
    }

    @Override
    public Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        apis.orElseThrow().all.forEach((id, api) -> {
            Map<String, String> routes = new LinkedHashMap<>();
            api.routes.values().forEach(route -> routes.put(route.routeKey(), uri(api, route.target())));
            state.put(id, Map.of("name", api.api.name(), "routes", routes, "stages", List.copyOf(api.stages.keySet())));
        });
        return state;
    }

    private static String uri(HttpApi api, @Nullable String target) {
        String id = String.valueOf(target).replaceFirst("^integrations/", "");
        return Optional.ofNullable(api.integrations.get(id))
                .map(Integration::integrationUri)
                .orElse("");
    }
}
