package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * Deployments of stages that do not deploy themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html">Deployments</a>
 */
final class DeploymentCalls {
    private final Account account;
    private final Apis apis;

    DeploymentCalls(Account account, Apis apis, Handlers handlers) {
        this.account = account;
        this.apis = apis;
        handlers.on(CreateDeploymentRequest.class, this::create);
        handlers.on(DeleteDeploymentRequest.class, this::delete);
        handlers.on(GetDeploymentRequest.class, r -> Members.into(
                        GetDeploymentResponse.builder(), one(apis.find(r.apiId()), r.deploymentId()))
                .build());
        handlers.on(GetDeploymentsRequest.class, r -> {
            Pages.Page<Deployment> page =
                    Apis.page(apis.find(r.apiId()).deployments.values(), r.maxResults(), r.nextToken());
            return GetDeploymentsResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static Deployment one(HttpApi api, @Nullable String id) {
        return api.part(api.deployments, "Deployment", id);
    }

    private CreateDeploymentResponse create(CreateDeploymentRequest request) {
        HttpApi api = apis.find(request.apiId());
        if (api.routes.isEmpty()) {
            throw Apis.bad(HttpApi.NO_ROUTES);
        }
        String name = request.stageName();
        if (name != null) {
            Stage stage = api.part(api.stages, "stage", name);
            if (Boolean.TRUE.equals(stage.autoDeploy())) {
                throw Apis.bad("Stage " + name + " deploys automatically");
            }
        }
        Deployment made = api.deployment(account.now(), HttpApi.partId(account), false);
        if (name != null) {
            api.stages.computeIfPresent(name, (key, stage) -> stage.toBuilder()
                    .deploymentId(made.deploymentId())
                    .build());
        }
        return Members.into(CreateDeploymentResponse.builder(), made)
                .description(request.description())
                .build();
    }

    private DeleteDeploymentResponse delete(DeleteDeploymentRequest request) {
        HttpApi api = apis.find(request.apiId());
        Deployment gone = one(api, request.deploymentId());
        boolean active = api.stages.values().stream()
                .anyMatch(stage -> gone.deploymentId().equals(stage.deploymentId()));
        if (active) {
            throw Apis.bad("Active stages pointing to this deployment must be moved or deleted");
        }
        api.deployments.remove(gone.deploymentId());
        return DeleteDeploymentResponse.builder().build();
    }
}
