package io.kinexus.operator.kind.httpapi;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an HTTP API is to us: its table, its calls, its permissions. Pure. */
final class HttpApis {
    static final KindName NAME = new KindName("http-api");
    /** A listing that has everything, tags too. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ALL = "arn:aws:apigateway:${region}::/apis";
    private static final String EACH = ALL + "/*";
    private static final String NO_NAME = "its ARN has the id that AWS gives it, which no name tells";
    private static final String WEBSOCKET = "for WebSocket APIs only";
    private static final String QUICK = "how an API is made in one call; its parts are resources of their own";

    static final Fields<HttpApiSpec, HttpApiLive> FIELDS = Fields.<HttpApiSpec, HttpApiLive>table()
            .row(field("name", HttpApiSpec::name, HttpApiLive::name))
            .row(field(
                            "corsConfiguration.allowOrigins",
                            (HttpApiSpec spec) -> spec.cors(HttpApiSpec.Cors::origins, List.<String>of()),
                            (HttpApiLive live) -> live.cors().origins())
                    .matching(Match.unordered()))
            .row(field(
                            "corsConfiguration.allowMethods",
                            (HttpApiSpec spec) -> spec.cors(HttpApiSpec.Cors::methods, List.<String>of()),
                            (HttpApiLive live) -> live.cors().methods())
                    .matching(Match.unordered()))
            .row(field(
                            "corsConfiguration.allowHeaders",
                            (HttpApiSpec spec) -> spec.cors(HttpApiSpec.Cors::headers, List.<String>of()),
                            (HttpApiLive live) -> live.cors().headers())
                    .matching((want, have) -> lower(want).equals(lower(have))))
            .row(field("corsConfiguration.exposeHeaders", spec -> List.<String>of(), (HttpApiLive live) -> live.cors()
                    .exposed()))
            .row(field(
                    "corsConfiguration.allowCredentials",
                    (HttpApiSpec spec) -> spec.cors(HttpApiSpec.Cors::credentials, false),
                    (HttpApiLive live) -> live.cors().credentials()))
            .row(field(
                    "corsConfiguration.maxAge",
                    (HttpApiSpec spec) -> spec.cors(HttpApiSpec.Cors::maxAge, 0),
                    (HttpApiLive live) -> live.cors().maxAge()))
            .row(field("disableExecuteApiEndpoint", spec -> false, HttpApiLive::shut))
            .unmanaged("apiId", "its identity")
            .unmanaged("protocolType", "HTTP, for every API that we make; AWS never changes it")
            .unmanaged("description", "for people; not declared")
            .unmanaged("version", "for people; not declared")
            .unmanaged("ipAddressType", "AWS's ipv4; not declared")
            .unmanaged("apiKeySelectionExpression", WEBSOCKET)
            .unmanaged("routeSelectionExpression", "AWS's own for HTTP APIs")
            .unmanaged("disableSchemaValidation", WEBSOCKET)
            .unmanaged("credentialsArn", QUICK)
            .unmanaged("routeKey", QUICK)
            .unmanaged("target", QUICK)
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("apigateway:GET", ALL),
            Permission.on("apigateway:POST", ALL)
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.on("apigateway:TagResource", ALL, EACH).because(NO_NAME),
            Permission.on("apigateway:PUT", "arn:aws:apigateway:${region}::/tags/*")
                    .because(NO_NAME),
            Ownership.only(Permission.on("apigateway:PATCH", EACH).because(NO_NAME)),
            Ownership.only(Permission.on("apigateway:DELETE", EACH).because(NO_NAME)));

    private HttpApis() {}

    static Map<String, String> outputs(HttpApiLive live) {
        return Map.of(
                "apiId", live.apiId(),
                "arn", live.arn(),
                "endpoint", live.endpoint(),
                "executionArn", live.executionArn());
    }

    /** An update adds to what is there: what must go away, goes with the whole configuration first. */
    static boolean loses(HttpApiSpec.Cors wanted, HttpApiLive.Cors live) {
        return !live.exposed().isEmpty()
                || (wanted.headers().isEmpty() && !live.headers().isEmpty())
                || (wanted.maxAge() == 0 && live.maxAge() != 0);
    }

    /** Header names know no case. */
    private static Set<String> lower(Collection<String> headers) {
        return headers.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(HashSet::new));
    }
}
