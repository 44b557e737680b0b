package io.kinexus.operator.kind.httproute;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;

/** What a route is to us: its table, its calls, its permissions. Pure. */
final class HttpRoutes {
    static final KindName NAME = new KindName("http-route");
    /** A listing for each API, with everything in it. */
    static final Floor FLOOR = new Floor(100, 0);

    static final String OPEN = "NONE";

    private static final int LIMIT = 64;
    private static final String IN_ALL = "arn:aws:apigateway:${region}::/apis/*/routes";
    private static final String NO_NAME = "an API's ARN has the id that AWS gives it, which no name tells";
    private static final String WEBSOCKET = "for WebSocket APIs only";

    static final Fields<HttpRouteSpec, HttpRouteLive> FIELDS = Fields.<HttpRouteSpec, HttpRouteLive>table()
            .row(field("target", (HttpRouteSpec spec) -> target(spec.integrationId()), HttpRouteLive::target))
            .row(field("authorizationType", spec -> OPEN, HttpRouteLive::authorizationType))
            .unmanaged("apiId", "its identity, with the route key")
            .unmanaged("routeKey", "its identity")
            .unmanaged("routeId", "AWS's own name for it")
            .unmanaged("operationName", "routes have no tags; it says which are ours")
            .unmanaged("authorizerId", "means nothing while the authorization type is NONE")
            .unmanaged("authorizationScopes", "mean nothing while the authorization type is NONE")
            .unmanaged("apiKeyRequired", WEBSOCKET)
            .unmanaged("modelSelectionExpression", WEBSOCKET)
            .unmanaged("requestModels", WEBSOCKET)
            .unmanaged("requestParameters", WEBSOCKET)
            .unmanaged("routeResponseSelectionExpression", WEBSOCKET)
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("apigateway:GET", "arn:aws:apigateway:${region}::/apis", IN_ALL)
                    .because(NO_NAME),
            Permission.on("apigateway:POST", IN_ALL).because(NO_NAME),
            Permission.on("apigateway:PATCH", IN_ALL + "/*").because(NO_NAME),
            Permission.on("apigateway:DELETE", IN_ALL + "/*").because(NO_NAME));

    private HttpRoutes() {}

    static String target(String integrationId) {
        return "integrations/" + integrationId;
    }

    static String mark(String environment) {
        return Names.cut("kinexus:environment=" + environment, LIMIT);
    }
}
