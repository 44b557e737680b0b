package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/**
 * APIs as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html">APIs</a>
 */
final class ApiCalls {
    private static final int ID = 10;

    private final Account account;
    private final Apis apis;

    ApiCalls(Account account, Apis apis, Handlers handlers) {
        this.account = account;
        this.apis = apis;
        handlers.on(CreateApiRequest.class, this::create);
        handlers.on(GetApiRequest.class, r -> Members.into(GetApiResponse.builder(), tagged(apis.find(r.apiId())))
                .build());
        handlers.on(GetApisRequest.class, this::list);
        handlers.on(UpdateApiRequest.class, this::update);
        handlers.on(DeleteApiRequest.class, this::delete);
        handlers.on(DeleteCorsConfigurationRequest.class, r -> {
            HttpApi api = apis.find(r.apiId());
            api.api = api.api.toBuilder().corsConfiguration((Cors) null).build();
            return DeleteCorsConfigurationResponse.builder().build();
        });
    }

    private CreateApiResponse create(CreateApiRequest request) {
        if (request.protocolType() != ProtocolType.HTTP) {
            throw Apis.bad("the sandbox makes HTTP APIs only");
        }
        if (request.target() != null || request.routeKey() != null || request.credentialsArn() != null) {
            throw Apis.bad("the sandbox makes no quick-create APIs; create its route, integration and stage");
        }
        check(request.corsConfiguration());
        String id = account.dice().hex(ID);
        Api made = Members.into(Api.builder(), request)
                .apiId(id)
                .apiEndpoint("https://" + id + ".execute-api." + account.region() + ".amazonaws.com")
                .apiKeySelectionExpression("$request.header.x-api-key")
                .routeSelectionExpression("$request.method $request.path")
                .createdDate(account.now())
                .disableExecuteApiEndpoint(Boolean.TRUE.equals(request.disableExecuteApiEndpoint()))
                .ipAddressType(request.ipAddressType() == null ? IpAddressType.IPV4 : request.ipAddressType())
                .build();
        HttpApi api = new HttpApi(id, made);
        apis.all.put(id, api);
        tags().put(HttpApi.arn(account, id), request.tags());
        return Members.into(CreateApiResponse.builder(), tagged(api)).build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS</a> */
    private static void check(@Nullable Cors cors) {
        if (cors == null) {
            return;
        }
        if (Boolean.TRUE.equals(cors.allowCredentials()) && cors.allowOrigins().contains("*")) {
            throw Apis.bad("allowCredentials is not supported for wildcard origin");
        }
        for (String origin : cors.allowOrigins()) {
            if (!origin.matches("\\*|[a-z][a-z0-9+.-]*://\\S+")) {
                throw Apis.bad("Warnings found during CORS: invalid origin " + origin);
            }
        }
    }

    private Api tagged(HttpApi api) {
        return api.api.toBuilder().tags(tags().of(HttpApi.arn(account, api.id))).build();
    }

    private GetApisResponse list(GetApisRequest request) {
        List<Api> all = apis.all.values().stream().map(this::tagged).toList();
        Pages.Page<Api> page = Apis.page(all, request.maxResults(), request.nextToken());
        return GetApisResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Members of the CORS configuration that are not named stay as they are. */
    private UpdateApiResponse update(UpdateApiRequest request) {
        HttpApi api = apis.find(request.apiId());
        Api after = Members.into(api.api.toBuilder(), request).build();
        check(after.corsConfiguration());
        api.api = after;
        api.changed(account);
        return Members.into(UpdateApiResponse.builder(), tagged(api)).build();
    }

    /** With everything in it. */
    private DeleteApiResponse delete(DeleteApiRequest request) {
        HttpApi api = apis.find(request.apiId());
        apis.all.remove(api.id);
        tags().forget(HttpApi.arn(account, api.id));
        api.stages.keySet().forEach(name -> tags().forget(HttpApi.arn(account, api.id + "/stages/" + name)));
        return DeleteApiResponse.builder().build();
    }

    private TagStore tags() {
        return account.service(TagStore.class);
    }
}
