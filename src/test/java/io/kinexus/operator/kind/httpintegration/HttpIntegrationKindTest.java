package io.kinexus.operator.kind.httpintegration;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.MadeApi;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;

class HttpIntegrationKindTest extends ResourceKindContract<HttpIntegrationSpec, HttpIntegrationLive> {
    private String apiId = "";

    @Override
    protected ResourceKind<HttpIntegrationSpec, HttpIntegrationLive> kind() {
        return new HttpIntegrationKind();
    }

    @Override
    protected Declared<HttpIntegrationSpec> wanted() {
        return to(MadeApi.FUNCTION);
    }

    @Override
    protected Declared<HttpIntegrationSpec> changed() {
        return to(MadeApi.FUNCTION + ":live");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateIntegrationRequest.builder().build(),
                UpdateIntegrationRequest.builder().build());
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
    void oneThatSaysNothingAndLeadsToTheSameFunctionIsNotTakenOver() {
        api();
        MadeApi.integration(look(), "x");
        assertThat(present(to(MadeApi.FUNCTION + "-x")).ours()).isFalse();
        assertThat(kind().surplus(look(), Set.of())).as(apiId).isEmpty();
    }

    @Test
    void whileARouteLeadsToItItIsNotRemovedAndTriedAgain() {
        create(wanted(), new Attempt("a"));
        HttpIntegrationLive live = present(wanted()).live();
        look().client(ApiGatewayV2Client.class)
                .createRoute(r ->
                        r.apiId(live.apiId()).routeKey("GET /health").target("integrations/" + live.integrationId()));
        Outcome outcome = kind().deleter().orElseThrow().delete(look(), wanted().id(), live, new Attempt("b"));
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void anApiThatIsNotThereYetHasNone() {
        Declared<HttpIntegrationSpec> early =
                wanted().spec(new HttpIntegrationSpec("${http-api/kinexus.apiId}", MadeApi.FUNCTION));
        assertThat(observed(early).seen()).isEmpty();
    }

    private Declared<HttpIntegrationSpec> to(String uri) {
        return Declared.of(
                ResourceId.of("test", "http-integration", "kinexus/documents"),
                DeclarationId.of("http-api", "kinexus"),
                new HttpIntegrationSpec(api(), uri));
    }
}
