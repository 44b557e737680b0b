package io.kinexus.operator.kind.httproute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.MadeApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

class HttpRouteKindTest extends ResourceKindContract<HttpRouteSpec, HttpRouteLive> {
    private static final String KEY = "ANY /documents/{proxy+}";

    private String apiId = "";
    private final Map<String, String> integrations = new HashMap<>();

    @Override
    protected ResourceKind<HttpRouteSpec, HttpRouteLive> kind() {
        return new HttpRouteKind();
    }

    @Override
    protected Declared<HttpRouteSpec> wanted() {
        return to("documents");
    }

    @Override
    protected Declared<HttpRouteSpec> changed() {
        return to("other");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateRouteRequest.builder().build(),
                UpdateRouteRequest.builder().build());
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
    void aRouteOfTheSameKeyThatAPersonMadeIsNotOursAndShownButNotRemoved() {
        api();
        look().client(ApiGatewayV2Client.class).createRoute(r -> r.apiId(apiId).routeKey(KEY));
        assertThat(present(wanted()).ours()).isFalse();
        assertThat(kind().surplus(look(), Set.of()).values()).singleElement().satisfies(seen -> assertThat(seen.seen())
                .isPresent());
        kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a"));
        assertThat(present(wanted()).ours()).as("creating takes nothing over").isFalse();
    }

    @Test
    void aLockThatSomebodyPutBeforeItIsADifference() {
        create(wanted(), new Attempt("a"));
        HttpRouteLive live = present(wanted()).live();
        look().client(ApiGatewayV2Client.class)
                .updateRoute(r -> r.apiId(live.apiId()).routeId(live.routeId()).authorizationType("AWS_IAM"));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health, a/get-health-",
        "$default, a/default-",
        "ANY /documents/{proxy+}, a/any-documents-proxy-",
        "GET /, a/get-"
    })
    void itsNameTellsItsKey(String key, String start) {
        assertThat(HttpRouteSpec.name("a", key)).startsWith(start).hasSize(start.length() + 6);
    }

    @Test
    void keysThatDifferOnlyInTheirSignsHaveDifferentNames() {
        assertThat(HttpRouteSpec.name("a", "GET /a/{b}")).isNotEqualTo(HttpRouteSpec.name("a", "GET /a/b"));
    }

    private Declared<HttpRouteSpec> to(String function) {
        api();
        String integration = integrations.computeIfAbsent(function, name -> MadeApi.integration(look(), name));
        return Declared.of(
                ResourceId.of("test", "http-route", HttpRouteSpec.name("kinexus", KEY)),
                DeclarationId.of("http-api", "kinexus"),
                new HttpRouteSpec(apiId, KEY, integration));
    }
}
