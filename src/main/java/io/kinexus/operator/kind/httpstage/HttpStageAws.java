package io.kinexus.operator.kind.httpstage;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.HttpApiSweep;
import io.kinexus.operator.aws.Ownership;
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
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/**
 * The calls. Listed by API, with their tags; AWS lets an API have a stage's name once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html">Stages</a>
 */
final class HttpStageAws {
    private static final KindName API = new KindName("http-api");
    private static final String GONE = "NotFoundException";
    private static final String CONFLICT = "ConflictException";

    private HttpStageAws() {}

    static Map<ResourceId, Observation<HttpStageLive>> observe(
            Scope scope, Collection<Declared<HttpStageSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> listed(scope, one.spec().apiId()).stream()
                .filter(stage -> stage.stageName().equals(one.spec().stageName()))
                .findFirst()
                .<Observation<HttpStageLive>>map(stage -> new Observation.Present<>(
                        live(scope, one.spec().apiId(), stage), true, Ownership.ours(one.id(), stage.tags())))
                .orElseGet(Observation::absent));
    }

    static Map<ResourceId, Observation<HttpStageLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<HttpStageLive>> surplus = new LinkedHashMap<>();
        for (String apiId : HttpApiSweep.ours(scope, API).keySet()) {
            for (Stage stage : listed(scope, apiId)) {
                Optional.ofNullable(stage.tags().get(Ownership.RESOURCE))
                        .filter(local -> local.startsWith(HttpStages.NAME + "/"))
                        .map(local -> ResourceId.parse(scope.environment() + "/" + local))
                        .filter(id -> Ownership.ours(id, stage.tags()) && !declared.contains(id))
                        .ifPresent(id -> surplus.put(id, Observation.present(live(scope, apiId, stage))));
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<HttpStageSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            HttpStageSpec spec = wanted.spec();
            CreateStageRequest.Builder request = CreateStageRequest.builder()
                    .apiId(spec.apiId())
                    .stageName(spec.stageName())
                    .autoDeploy(true)
                    .tags(Ownership.tags(scope, wanted));
            spec.throttle().ifPresent(limits -> request.defaultRouteSettings(settings(limits)));
            try {
                scope.client(ApiGatewayV2Client.class).createStage(request.build());
            } catch (SdkException failure) {
                // The name is the identity: what stands under it is for the next look. Another conflict passes by
                // itself.
                boolean there = AwsFailures.is(failure, CONFLICT)
                        && read(scope, spec.apiId()).stream()
                                .anyMatch(stage -> stage.stageName().equals(spec.stageName()));
                if (!there) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<HttpStageSpec> wanted,
            HttpStageLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            UpdateStageRequest.Builder request = UpdateStageRequest.builder()
                    .apiId(live.apiId())
                    .stageName(live.stageName())
                    .autoDeploy(true);
            if (changes.stream().anyMatch(change -> change.path().startsWith("defaultRouteSettings"))) {
                request.defaultRouteSettings(settings(wanted.spec().throttle().orElse(HttpStages.ACCOUNT)));
            }
            scope.client(ApiGatewayV2Client.class).updateStage(request.build());
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, HttpStageLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApiGatewayV2Client.class)
                        .deleteStage(r -> r.apiId(live.apiId()).stageName(live.stageName()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static RouteSettings settings(HttpStageSpec.Throttle limits) {
        return RouteSettings.builder()
                .throttlingRateLimit(limits.perSecond())
                .throttlingBurstLimit(limits.burst())
                .build();
    }

    /** Nothing in an API that is not there yet. */
    private static List<Stage> listed(Scope scope, String apiId) {
        return apiId.contains("$") ? List.of() : Tagged.once(scope, "http-stages:" + apiId, () -> read(scope, apiId));
    }

    private static List<Stage> read(Scope scope, String apiId) {
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        try {
            return Paging.all(token -> {
                GetStagesResponse page = gateway.getStages(r -> r.apiId(apiId).nextToken(token.orElse(null)));
                return new Paging.Page<>(page.items(), Optional.ofNullable(page.nextToken()));
            });
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }

    private static HttpStageLive live(Scope scope, String apiId, Stage stage) {
        Optional<RouteSettings> settings = Optional.ofNullable(stage.defaultRouteSettings());
        return new HttpStageLive(
                apiId,
                "arn:aws:apigateway:" + scope.region() + "::/apis/" + apiId + "/stages/" + stage.stageName(),
                stage.stageName(),
                Boolean.TRUE.equals(stage.autoDeploy()),
                settings.map(RouteSettings::throttlingRateLimit),
                settings.map(RouteSettings::throttlingBurstLimit),
                Optional.ofNullable(stage.lastDeploymentStatusMessage()).orElse(""));
    }
}
