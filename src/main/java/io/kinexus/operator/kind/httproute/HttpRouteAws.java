package io.kinexus.operator.kind.httproute;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.HttpApiSweep;
import io.kinexus.operator.aws.Paging;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * The calls. Listed by API; AWS lets one API have a route key once, so that a route is never made twice.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html">Routes</a>
 */
final class HttpRouteAws {
    private static final KindName API = new KindName("http-api");
    private static final String GONE = "NotFoundException";
    private static final String CONFLICT = "ConflictException";

    private HttpRouteAws() {}

    static Map<ResourceId, Observation<HttpRouteLive>> observe(
            Scope scope, Collection<Declared<HttpRouteSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> listed(scope, one.spec().apiId()).stream()
                .filter(live -> live.routeKey().equals(one.spec().routeKey()))
                .findFirst()
                .<Observation<HttpRouteLive>>map(live -> new Observation.Present<>(live, true, ours(scope, live)))
                .orElseGet(Observation::absent));
    }

    /** Of our own APIs: what we made, to be removed; and what a person put there by hand, which is shown and left alone. */
    static Map<ResourceId, Observation<HttpRouteLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<HttpRouteLive>> surplus = new LinkedHashMap<>();
        HttpApiSweep.ours(scope, API).forEach((apiId, api) -> {
            for (HttpRouteLive live : listed(scope, apiId)) {
                ResourceId id =
                        new ResourceId(scope.environment(), HttpRoutes.NAME, HttpRouteSpec.name(api, live.routeKey()));
                if (!declared.contains(id)) {
                    surplus.put(id, new Observation.Present<>(live, true, ours(scope, live)));
                }
            }
        });
        return surplus;
    }

    private static boolean ours(Scope scope, HttpRouteLive live) {
        return live.operationName().equals(HttpRoutes.mark(scope.environment()));
    }

    static Outcome create(Scope scope, Declared<HttpRouteSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            HttpRouteSpec spec = wanted.spec();
            try {
                scope.client(ApiGatewayV2Client.class).createRoute(r -> r.apiId(spec.apiId())
                        .routeKey(spec.routeKey())
                        .target(HttpRoutes.target(spec.integrationId()))
                        .authorizationType(HttpRoutes.OPEN)
                        .operationName(HttpRoutes.mark(scope.environment())));
            } catch (SdkException failure) {
                // The key is the identity: what stands under it is for the next look. Another conflict passes by
                // itself.
                boolean there = AwsFailures.is(failure, CONFLICT)
                        && read(scope, spec.apiId()).stream()
                                .anyMatch(live -> live.routeKey().equals(spec.routeKey()));
                if (!there) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<HttpRouteSpec> wanted,
            HttpRouteLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(ApiGatewayV2Client.class).updateRoute(r -> r.apiId(live.apiId())
                    .routeId(live.routeId())
                    .target(HttpRoutes.target(wanted.spec().integrationId()))
                    .authorizationType(HttpRoutes.OPEN));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, HttpRouteLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApiGatewayV2Client.class)
                        .deleteRoute(r -> r.apiId(live.apiId()).routeId(live.routeId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** Nothing in an API that is not there yet. */
    private static List<HttpRouteLive> listed(Scope scope, String apiId) {
        return apiId.contains("$") ? List.of() : Tagged.once(scope, "http-routes:" + apiId, () -> read(scope, apiId));
    }

    private static List<HttpRouteLive> read(Scope scope, String apiId) {
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        try {
            return Paging.all(token -> {
                        GetRoutesResponse page =
                                gateway.getRoutes(r -> r.apiId(apiId).nextToken(token.orElse(null)));
                        return new Paging.Page<>(page.items(), Optional.ofNullable(page.nextToken()));
                    })
                    .stream()
                    .map(one -> live(apiId, one))
                    .toList();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }

    private static HttpRouteLive live(String apiId, Route one) {
        return new HttpRouteLive(
                apiId,
                one.routeId(),
                one.routeKey(),
                Optional.ofNullable(one.target()).orElse(""),
                Optional.ofNullable(one.authorizationTypeAsString()).orElse(HttpRoutes.OPEN),
                Optional.ofNullable(one.operationName()).orElse(""));
    }
}
