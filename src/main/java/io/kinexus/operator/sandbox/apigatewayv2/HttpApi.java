package io.kinexus.operator.sandbox.apigatewayv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** One API with its parts, by their ids; stages by name. */
final class HttpApi {
    static final String NO_ROUTES = "Unable to deploy API because no routes exist in this API";
    private static final int NOT_FOUND = 404;
    private static final int PART_ID = 7;

    final String id;
    final Map<String, Route> routes = new LinkedHashMap<>();
    final Map<String, Integration> integrations = new LinkedHashMap<>();
    final Map<String, Stage> stages = new LinkedHashMap<>();
    final Map<String, Deployment> deployments = new LinkedHashMap<>();
    Api api;

    HttpApi(String id, Api api) {
        this.id = id;
        this.api = api;
    }

    /** Its own, and those of what is in it, have no account. */
    static String arn(Account account, String rest) {
        return "arn:aws:apigateway:" + account.region() + "::/apis/" + rest;
    }

    static String partId(Account account) {
        return account.dice().hex(PART_ID);
    }

    <T> T part(Map<String, T> parts, String what, @Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(given -> Optional.ofNullable(parts.get(given)))
                .orElseThrow(() -> missing("Invalid " + what + " identifier specified " + id));
    }

    static AwsFault missing(String message) {
        return new AwsFault("NotFoundException", NOT_FOUND, message);
    }

    /** A stage that deploys itself has every change of the API at once. */
    void changed(Account account) {
        stages.replaceAll((name, stage) -> Boolean.TRUE.equals(stage.autoDeploy()) ? deployed(account, stage) : stage);
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html">Stages</a> */
    Stage deployed(Account account, Stage stage) {
        if (routes.isEmpty()) {
            return stage.toBuilder()
                    .lastDeploymentStatusMessage("Deployment attempt failed: " + NO_ROUTES)
                    .build();
        }
        Deployment deployment = deployment(account.now(), partId(account), true);
        return stage.toBuilder()
                .deploymentId(deployment.deploymentId())
                .lastDeploymentStatusMessage(
                        "Successfully deployed stage with deployment ID '" + deployment.deploymentId() + "'")
                .lastUpdatedDate(account.now())
                .build();
    }

    Deployment deployment(Instant now, String deploymentId, boolean auto) {
        Deployment deployment = Deployment.builder()
                .deploymentId(deploymentId)
                .autoDeployed(auto)
                .createdDate(now)
                .deploymentStatus(DeploymentStatus.DEPLOYED)
                .build();
        deployments.put(deploymentId, deployment);
        return deployment;
    }
}
