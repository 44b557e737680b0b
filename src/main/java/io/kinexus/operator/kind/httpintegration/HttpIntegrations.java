package io.kinexus.operator.kind.httpintegration;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;
import java.util.Set;

/** What an integration is to us: its table, its calls, its permissions. Pure. */
final class HttpIntegrations {
    static final KindName NAME = new KindName("http-integration");
    /** A listing for each API, with everything in it. */
    static final Floor FLOOR = new Floor(100, 0);

    static final String METHOD = "POST";
    static final String FORM = "2.0";
    static final int TIMEOUT_MILLIS = 30_000;

    private static final String MARK = "kinexus:resource=";
    private static final String IN_ALL = "arn:aws:apigateway:${region}::/apis/*/integrations";
    private static final String NO_NAME = "an API's ARN has the id that AWS gives it, which no name tells";
    private static final String OTHERS = "for integrations of other sorts than functions";

    static final Fields<HttpIntegrationSpec, HttpIntegrationLive> FIELDS =
            Fields.<HttpIntegrationSpec, HttpIntegrationLive>table()
                    .row(field(
                            "integrationUri", HttpIntegrationSpec::integrationUri, HttpIntegrationLive::integrationUri))
                    .row(field("integrationMethod", spec -> METHOD, HttpIntegrationLive::method))
                    .row(field("payloadFormatVersion", spec -> FORM, HttpIntegrationLive::payloadFormatVersion))
                    .row(field("timeoutInMillis", spec -> TIMEOUT_MILLIS, HttpIntegrationLive::timeoutMillis))
                    .unmanaged("apiId", "its identity, with the description")
                    .unmanaged("integrationId", "AWS's own name for it")
                    .unmanaged("description", "its identity: integrations have no tags, and it says which is ours")
                    .unmanaged("integrationType", "AWS_PROXY, for every integration that we make")
                    .unmanaged("connectionId", OTHERS)
                    .unmanaged("connectionType", OTHERS)
                    .unmanaged("contentHandlingStrategy", "for WebSocket APIs only")
                    .unmanaged("credentialsArn", "the function's own policy lets the API call it")
                    .unmanaged("integrationSubtype", OTHERS)
                    .unmanaged("passthroughBehavior", "for WebSocket APIs only")
                    .unmanaged("requestParameters", "the function has the request as it came; not declared")
                    .unmanaged("requestTemplates", "for WebSocket APIs only")
                    .unmanaged("responseParameters", "the caller has the answer as the function gave it; not declared")
                    .unmanaged("templateSelectionExpression", "for WebSocket APIs only")
                    .unmanaged("tlsConfig", OTHERS)
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("apigateway:GET", "arn:aws:apigateway:${region}::/apis", IN_ALL)
                    .because(NO_NAME),
            Permission.on("apigateway:POST", IN_ALL).because(NO_NAME),
            Permission.on("apigateway:PATCH", IN_ALL + "/*").because(NO_NAME),
            Permission.on("apigateway:DELETE", IN_ALL + "/*").because(NO_NAME));

    private HttpIntegrations() {}

    static String mark(ResourceId id) {
        return MARK + id;
    }

    /** Which of our integrations this is, if it says so. */
    static Optional<ResourceId> marked(String environment, String description) {
        String prefix = MARK + environment + "/" + NAME + "/";
        return description.startsWith(prefix) && description.length() > prefix.length()
                ? Optional.of(new ResourceId(environment, NAME, description.substring(prefix.length())))
                : Optional.empty();
    }
}
