package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/**
 * Stages. Whether an update of the limits of all routes leaves alone the one that it does not name is not published; here it
 * does, as with every other structure.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html">Stages</a>
 */
final class StageCalls {
    private final Account account;
    private final Apis apis;

    StageCalls(Account account, Apis apis, Handlers handlers) {
        this.account = account;
        this.apis = apis;
        handlers.on(CreateStageRequest.class, this::create);
        handlers.on(UpdateStageRequest.class, this::update);
        handlers.on(GetStageRequest.class, r -> Members.into(
                        GetStageResponse.builder(), tagged(apis.find(r.apiId()), stage(r.apiId(), r.stageName())))
                .build());
        handlers.on(GetStagesRequest.class, this::list);
        handlers.on(DeleteStageRequest.class, r -> {
            String name = stage(r.apiId(), r.stageName()).stageName();
            HttpApi api = apis.find(r.apiId());
            api.stages.remove(name);
            tags().forget(arn(api, name));
            return DeleteStageResponse.builder().build();
        });
        handlers.on(DeleteAccessLogSettingsRequest.class, r -> {
            Stage stage = stage(r.apiId(), r.stageName());
            keep(
                    r.apiId(),
                    stage.toBuilder()
                            .accessLogSettings((AccessLogSettings) null)
                            .build());
            return DeleteAccessLogSettingsResponse.builder().build();
        });
        handlers.on(DeleteRouteSettingsRequest.class, this::forget);
    }

    private Stage stage(@Nullable String apiId, @Nullable String name) {
        HttpApi api = apis.find(apiId);
        return Optional.ofNullable(name)
                .flatMap(given -> Optional.ofNullable(api.stages.get(given)))
                .orElseThrow(() -> HttpApi.missing("Invalid stage identifier specified"));
    }

    private void keep(@Nullable String apiId, Stage stage) {
        apis.find(apiId).stages.put(stage.stageName(), stage);
    }

    private CreateStageResponse create(CreateStageRequest request) {
        HttpApi api = apis.find(request.apiId());
        if (!String.valueOf(request.stageName()).matches("\\$default|[A-Za-z0-9_-]{1,128}")) {
            throw Apis.bad("Stage name only allows a-zA-Z0-9_- or $default");
        }
        if (api.stages.containsKey(request.stageName())) {
            throw Apis.conflict("Stage already exists");
        }
        boolean auto = Boolean.TRUE.equals(request.autoDeploy());
        Stage made = checked(
                api,
                Members.into(Stage.builder(), request)
                        .autoDeploy(auto)
                        .defaultRouteSettings(settings(request.defaultRouteSettings()))
                        .createdDate(account.now())
                        .lastUpdatedDate(account.now())
                        .build());
        Stage stage = auto ? api.deployed(account, made) : made;
        api.stages.put(stage.stageName(), stage);
        tags().put(arn(api, stage.stageName()), request.tags());
        return Members.into(CreateStageResponse.builder(), tagged(api, stage)).build();
    }

    private static RouteSettings settings(@Nullable RouteSettings asked) {
        RouteSettings.Builder settings = RouteSettings.builder().detailedMetricsEnabled(false);
        return (asked == null ? settings : Members.into(settings, asked)).build();
    }

    private UpdateStageResponse update(UpdateStageRequest request) {
        HttpApi api = apis.find(request.apiId());
        Stage before = stage(request.apiId(), request.stageName());
        if (request.deploymentId() != null
                && !Boolean.FALSE.equals(request.autoDeploy())
                && Boolean.TRUE.equals(before.autoDeploy())) {
            throw Apis.bad("Deployment ID cannot be set on a stage with autoDeploy enabled");
        }
        Stage after = checked(
                api,
                Members.into(before.toBuilder(), request)
                        .lastUpdatedDate(account.now())
                        .build());
        Stage stage = Boolean.TRUE.equals(after.autoDeploy()) ? api.deployed(account, after) : after;
        api.stages.put(stage.stageName(), stage);
        return Members.into(UpdateStageResponse.builder(), tagged(api, stage)).build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html">Access logs</a> */
    private static Stage checked(HttpApi api, Stage stage) {
        if (stage.deploymentId() != null) {
            api.part(api.deployments, "Deployment", stage.deploymentId());
        }
        AccessLogSettings logs = stage.accessLogSettings();
        if (logs != null && !String.valueOf(logs.format()).contains("$context.requestId")) {
            throw Apis.bad("Access Log format must contain at least $context.requestId or $context.extendedRequestId");
        }
        stage.routeSettings().keySet().stream()
                .filter(key -> api.routes.values().stream().noneMatch(r -> key.equals(r.routeKey())))
                .findFirst()
                .ifPresent(key -> {
                    throw HttpApi.missing("Unable to find Route by key " + key + " within the provided RouteSettings");
                });
        return stage;
    }

    private GetStagesResponse list(GetStagesRequest request) {
        HttpApi api = apis.find(request.apiId());
        List<Stage> all =
                api.stages.values().stream().map(stage -> tagged(api, stage)).toList();
        Pages.Page<Stage> page = Apis.page(all, request.maxResults(), request.nextToken());
        return GetStagesResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteRouteSettingsResponse forget(DeleteRouteSettingsRequest request) {
        Stage stage = stage(request.apiId(), request.stageName());
        Map<String, RouteSettings> left = new HashMap<>(stage.routeSettings());
        left.remove(request.routeKey());
        keep(request.apiId(), stage.toBuilder().routeSettings(left).build());
        return DeleteRouteSettingsResponse.builder().build();
    }

    private Stage tagged(HttpApi api, Stage stage) {
        return stage.toBuilder().tags(tags().of(arn(api, stage.stageName()))).build();
    }

    private String arn(HttpApi api, String stage) {
        return HttpApi.arn(account, api.id + "/stages/" + stage);
    }

    private TagStore tags() {
        return account.service(TagStore.class);
    }
}
