package io.kinexus.operator.kind.httpstage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.MadeApi;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

class HttpStageKindTest extends ResourceKindContract<HttpStageSpec, HttpStageLive> {
    private String apiId = "";

    @Override
    protected ResourceKind<HttpStageSpec, HttpStageLive> kind() {
        return new HttpStageKind();
    }

    @Override
    protected Declared<HttpStageSpec> wanted() {
        return limited(Optional.of(new HttpStageSpec.Throttle(50, 100)));
    }

    @Override
    protected Declared<HttpStageSpec> changed() {
        return limited(Optional.of(new HttpStageSpec.Throttle(10, 20)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateStageRequest.builder().build(),
                UpdateStageRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        api();
    }

    /** Remembered, since a door may be made to fail. */
    private String api() {
        if (apiId.isEmpty()) {
            apiId = MadeApi.id(look());
        }
        return apiId;
    }

    @Test
    void limitsThatAreNotDeclaredAnyMoreLimitNothing() {
        MadeApi.route(look(), "GET /health");
        create(wanted(), new Attempt("a"));
        Declared<HttpStageSpec> free = limited(Optional.empty());
        update(free);
        assertInSync(free);
        assertThat(present(free).live().perSecond()).contains(10_000.0);
    }

    @Test
    void aStageWithoutLimitsHasNone() {
        create(limited(Optional.empty()), new Attempt("a"));
        assertInSync(limited(Optional.empty()));
        assertThat(present(wanted()).live().burst()).isEmpty();
    }

    @Test
    void whatCouldNotBeDeployedIsUnhealthyUntilItCan() {
        api();
        create(wanted(), new Attempt("a"));
        assertThat(kind().health(present(wanted()).live())).isNotEqualTo(Verdict.healthy());
        MadeApi.route(look(), "GET /health");
        assertThat(kind().health(present(wanted()).live())).isEqualTo(Verdict.healthy());
    }

    @Test
    void itDeploysItselfAgainAfterSomebodyStoppedThat() {
        create(wanted(), new Attempt("a"));
        look().client(ApiGatewayV2Client.class)
                .updateStage(r -> r.apiId(apiId).stageName("$default").autoDeploy(false));
        update(wanted());
        assertInSync(wanted());
    }

    private Declared<HttpStageSpec> limited(Optional<HttpStageSpec.Throttle> limits) {
        return Declared.of(
                ResourceId.of("test", "http-stage", "kinexus/@default"),
                DeclarationId.of("http-api", "kinexus"),
                new HttpStageSpec(api(), "$default", limits));
    }
}
