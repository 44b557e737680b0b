package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/**
 * Routes of HTTP APIs.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
final class RouteCalls {
    private static final Pattern KEY = Pattern.compile(
            "\\$default|(ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /([^\\s{}]|\\{[\\w.-]+}|\\{[\\w.-]+\\+}$)*");
    private static final int MOST = 300;
    private static final int NAME = 64;

    private final Account account;
    private final Apis apis;

    RouteCalls(Account account, Apis apis, Handlers handlers) {
        this.account = account;
        this.apis = apis;
        handlers.on(CreateRouteRequest.class, this::create);
        handlers.on(UpdateRouteRequest.class, this::update);
        handlers.on(GetRouteRequest.class, r -> Members.into(GetRouteResponse.builder(), route(r.apiId(), r.routeId()))
                .build());
        handlers.on(GetRoutesRequest.class, r -> {
            Pages.Page<Route> page = Apis.page(apis.find(r.apiId()).routes.values(), r.maxResults(), r.nextToken());
            return GetRoutesResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        });
        handlers.on(DeleteRouteRequest.class, r -> {
            HttpApi api = apis.find(r.apiId());
            api.routes.remove(route(r.apiId(), r.routeId()).routeId());
            api.changed(account);
            return DeleteRouteResponse.builder().build();
        });
    }

    private Route route(@Nullable String apiId, @Nullable String routeId) {
        HttpApi api = apis.find(apiId);
        return api.part(api.routes, "Route", routeId);
    }

    private CreateRouteResponse create(CreateRouteRequest request) {
        HttpApi api = apis.find(request.apiId());
        Route made = Members.into(Route.builder(), request)
                .routeId(HttpApi.partId(account))
                .apiKeyRequired(Boolean.TRUE.equals(request.apiKeyRequired()))
                .authorizationType(
                        request.authorizationType() == null ? AuthorizationType.NONE : request.authorizationType())
                .build();
        check(api, made);
        if (api.routes.size() >= MOST) {
            throw Apis.bad("Maximum number of Routes for this API has been reached.");
        }
        api.routes.put(made.routeId(), made);
        api.changed(account);
        return Members.into(CreateRouteResponse.builder(), made).build();
    }

    private UpdateRouteResponse update(UpdateRouteRequest request) {
        HttpApi api = apis.find(request.apiId());
        Route after = Members.into(route(request.apiId(), request.routeId()).toBuilder(), request)
                .build();
        check(api, after);
        api.routes.put(after.routeId(), after);
        api.changed(account);
        return Members.into(UpdateRouteResponse.builder(), after).build();
    }

    /** That the target must be there is published; the words in which AWS says so are a guess. */
    private static void check(HttpApi api, Route route) {
        if (!KEY.matcher(String.valueOf(route.routeKey())).matches()) {
            throw Apis.bad(
                    "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP"
                            + " METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
        boolean taken = api.routes.values().stream()
                .anyMatch(other -> other.routeKey().equals(route.routeKey())
                        && !other.routeId().equals(route.routeId()));
        if (taken) {
            throw Apis.conflict("Route with key " + route.routeKey() + " already exists for this API");
        }
        Optional.ofNullable(route.target())
                .filter(target -> !api.integrations.containsKey(target.replaceFirst("^integrations/", "")))
                .ifPresent(target -> {
                    throw Apis.bad("Invalid target specified: " + target);
                });
        if (route.operationName() != null
                && (route.operationName().isEmpty() || route.operationName().length() > NAME)) {
            throw Apis.bad("Invalid operationName: 1 to " + NAME + " characters");
        }
    }
}
