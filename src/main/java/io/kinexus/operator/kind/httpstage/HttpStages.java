package io.kinexus.operator.kind.httpstage;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Optional;
import java.util.Set;

/** What a stage is to us: its table, its calls, its permissions. Pure. */
final class HttpStages {
    static final KindName NAME = new KindName("http-stage");
    /** A listing for each API, with everything in it. */
    static final Floor FLOOR = new Floor(100, 0);

    /**
     * No call takes a limit away; the account's own, which AWS gives every account, limit nothing further.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">10000 a second, 5000 at once</a>
     */
    static final HttpStageSpec.Throttle ACCOUNT = new HttpStageSpec.Throttle(10_000, 5000);

    private static final String IN_ALL = "arn:aws:apigateway:${region}::/apis/*/stages";
    private static final String NO_NAME = "an API's ARN has the id that AWS gives it, which no name tells";
    private static final String FAILED = "Deployment attempt failed";

    static final Fields<HttpStageSpec, HttpStageLive> FIELDS = Fields.<HttpStageSpec, HttpStageLive>table()
            .row(field("autoDeploy", spec -> true, HttpStageLive::autoDeploy))
            .row(exact(
                            "defaultRouteSettings.throttlingRateLimit",
                            (HttpStageSpec spec) -> spec.throttle().map(HttpStageSpec.Throttle::perSecond),
                            HttpStageLive::perSecond)
                    .matching(orNoLimit(ACCOUNT.perSecond())))
            .row(exact(
                            "defaultRouteSettings.throttlingBurstLimit",
                            (HttpStageSpec spec) -> spec.throttle().map(HttpStageSpec.Throttle::burst),
                            HttpStageLive::burst)
                    .matching(orNoLimit(ACCOUNT.burst())))
            .unmanaged("apiId", "its identity, with the stage's name")
            .unmanaged("stageName", "its identity")
            .unmanaged("accessLogSettings", "not declared yet")
            .unmanaged("clientCertificateId", "for WebSocket APIs only")
            .unmanaged("deploymentId", "AWS's own, since the stage deploys itself")
            .unmanaged("description", "for people; not declared")
            .unmanaged("routeSettings", "limits of single routes are not declared")
            .unmanaged("stageVariables", "not declared; each route leads to its function by itself")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("apigateway:GET", "arn:aws:apigateway:${region}::/apis", IN_ALL)
                    .because(NO_NAME),
            Permission.on("apigateway:POST", IN_ALL)
                    .because(NO_NAME)
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.on("apigateway:TagResource", IN_ALL, IN_ALL + "/*").because(NO_NAME),
            Permission.on("apigateway:PUT", "arn:aws:apigateway:${region}::/tags/*")
                    .because(NO_NAME),
            Ownership.only(Permission.on("apigateway:PATCH", IN_ALL + "/*").because(NO_NAME)),
            Ownership.only(Permission.on("apigateway:DELETE", IN_ALL + "/*").because(NO_NAME)));

    private HttpStages() {}

    /** A stage whose last deployment failed still serves the one before. */
    static Verdict health(HttpStageLive live) {
        return live.says().startsWith(FAILED) ? Verdict.unhealthy(live.says()) : Verdict.healthy();
    }

    private static <N> Match<Optional<N>> orNoLimit(N account) {
        return (want, have) -> want.equals(have) || (want.isEmpty() && have.equals(Optional.of(account)));
    }
}
