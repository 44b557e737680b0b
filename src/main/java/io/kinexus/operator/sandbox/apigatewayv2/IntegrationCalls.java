package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/**
 * Where routes lead.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Functions
 *     behind HTTP APIs</a>
 */
final class IntegrationCalls {
    private static final int THIRTY_SECONDS = 30_000;

    private final Account account;
    private final Apis apis;

    IntegrationCalls(Account account, Apis apis, Handlers handlers) {
        this.account = account;
        this.apis = apis;
        handlers.on(CreateIntegrationRequest.class, this::create);
        handlers.on(UpdateIntegrationRequest.class, this::update);
        handlers.on(DeleteIntegrationRequest.class, this::delete);
        handlers.on(GetIntegrationRequest.class, r -> Members.into(
                        GetIntegrationResponse.builder(), one(r.apiId(), r.integrationId()))
                .build());
        handlers.on(GetIntegrationsRequest.class, r -> {
            Pages.Page<Integration> page =
                    Apis.page(apis.find(r.apiId()).integrations.values(), r.maxResults(), r.nextToken());
            return GetIntegrationsResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    private Integration one(@Nullable String apiId, @Nullable String id) {
        HttpApi api = apis.find(apiId);
        return api.part(api.integrations, "Integration", id);
    }

    private CreateIntegrationResponse create(CreateIntegrationRequest request) {
        HttpApi api = apis.find(request.apiId());
        Integration made = Members.into(Integration.builder(), request)
                .integrationId(HttpApi.partId(account))
                .connectionType(request.connectionType() == null ? ConnectionType.INTERNET : request.connectionType())
                .timeoutInMillis(request.timeoutInMillis() == null ? THIRTY_SECONDS : request.timeoutInMillis())
                .build();
        check(made);
        api.integrations.put(made.integrationId(), made);
        return Members.into(CreateIntegrationResponse.builder(), made).build();
    }

    private UpdateIntegrationResponse update(UpdateIntegrationRequest request) {
        HttpApi api = apis.find(request.apiId());
        Integration after = Members.into(one(request.apiId(), request.integrationId()).toBuilder(), request)
                .build();
        check(after);
        api.integrations.put(after.integrationId(), after);
        api.changed(account);
        return Members.into(UpdateIntegrationResponse.builder(), after).build();
    }

    private static void check(Integration integration) {
        boolean proxy = integration.integrationType() == IntegrationType.AWS_PROXY
                || integration.integrationType() == IntegrationType.HTTP_PROXY;
        if (!proxy) {
            throw Apis.bad("HTTP APIs have AWS_PROXY and HTTP_PROXY integrations only");
        }
        if (!List.of("1.0", "2.0").contains(String.valueOf(integration.payloadFormatVersion()))) {
            throw Apis.bad("PayloadFormatVersion is a required parameter for integration");
        }
        if (integration.integrationUri() == null && integration.integrationSubtype() == null) {
            throw Apis.bad("IntegrationUri is a required parameter for integration");
        }
    }

    private DeleteIntegrationResponse delete(DeleteIntegrationRequest request) {
        HttpApi api = apis.find(request.apiId());
        Integration gone = one(request.apiId(), request.integrationId());
        List<String> routes = api.routes.values().stream()
                .filter(route -> ("integrations/" + gone.integrationId()).equals(route.target()))
                .map(Route::routeId)
                .toList();
        if (!routes.isEmpty()) {
            throw Apis.conflict(
                    "Cannot delete Integration because it is referenced by the following Routes with Ids: " + routes);
        }
        api.integrations.remove(gone.integrationId());
        return DeleteIntegrationResponse.builder().build();
    }
}
