package io.kinexus.operator.blueprint.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration.Cors;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration.Method;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration.Route;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration.Stage;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration.Throttle;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.functionpermission.FunctionPermissionSpec;
import io.kinexus.operator.kind.httpapi.HttpApiSpec;
import io.kinexus.operator.kind.httpstage.HttpStageSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApiBlueprintTest {
    private static final Site SITE = new DeclaredSite("http-api/shop");

    private final HttpApiBlueprint blueprint = new HttpApiBlueprint();

    @Test
    void becomesAnApiWithAnIntegrationForEachFunctionAndARouteForEachRoute() {
        assertThat(blueprint.expand(api(routes("GET /a", "GET /b")), SITE))
                .extracting(one -> one.id().local().replaceAll("[0-9a-f]{6}$", "*"))
                .containsExactly(
                        "http-api/shop",
                        "http-integration/shop/documents",
                        "function-permission/shop-documents-*",
                        "http-route/shop/get-a-*",
                        "http-route/shop/get-b-*",
                        "http-stage/shop/@default");
    }

    @Test
    void onlyThisApiMayCallTheLiveFunction() {
        assertThat(specs(FunctionPermissionSpec.class, api(routes("GET /a"))))
                .containsExactly(new FunctionPermissionSpec(
                        "${function/documents.name}",
                        "live",
                        "apigateway.amazonaws.com",
                        Optional.of("${http-api/shop.executionArn}/*/*"),
                        Optional.empty()));
    }

    @Test
    void itsStageComesWhenAllRoutesAreThere() {
        List<Declared<?>> all = blueprint.expand(api(routes("GET /a", "GET /b")), SITE);
        assertThat(all.get(all.size() - 1).after())
                .hasSize(2)
                .allMatch(id -> id.kind().value().equals("http-route"));
    }

    @Test
    void eachStageHasItsOwnLimitsOrThoseOfTheApi() {
        HttpApiDeclaration two = new HttpApiDeclaration(
                Optional.empty(),
                routes("GET /a"),
                Optional.of(new Throttle(50, 100)),
                List.of(new Stage("$default", Optional.empty()), new Stage("v1", Optional.of(new Throttle(5, 10)))));
        assertThat(specs(HttpStageSpec.class, two))
                .extracting(HttpStageSpec::stageName, HttpStageSpec::throttle)
                .containsExactly(
                        tuple("$default", Optional.of(new HttpStageSpec.Throttle(50, 100))),
                        tuple("v1", Optional.of(new HttpStageSpec.Throttle(5, 10))));
    }

    @Test
    void allMethodsAreAStarUnlessCredentialsMakeBrowsersTakeItForAName() {
        assertThat(cors(false, List.of()).methods()).containsExactly("*");
        assertThat(cors(true, List.of()).methods())
                .containsExactlyElementsOf(
                        Arrays.stream(Method.values()).map(Enum::name).toList());
        assertThat(cors(true, List.of(Method.GET)).methods()).containsExactly("GET");
        assertThat(cors(false, List.of()).maxAge()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a     | GET /a        | spec.routes[1].route: another entry has this route; keep one",
                "GET /a/{b} | GET /a/{c}    | spec.routes[1].route: fits the same requests as GET /a/{b}; keep one",
                "GET /a     | GET /{b+}/c   | spec.routes[1].route: has a parameter that is not one",
                "GET /a     | GET /a{b}     | spec.routes[1].route: has a parameter that is not one",
                "GET /a     | GET /{        | spec.routes[1].route: has a parameter that is not one",
                "GET /{b}   | GET /{b+}     | ",
                "GET /      | POST /        | ",
                "$default   | ANY /{proxy+} | ",
            })
    void routesThatApiGatewayWouldRefuseSayWhy(String one, String two, String flaw) {
        List<String> flaws = flaws(api(routes(one, two)), SITE);
        if (flaw == null) {
            assertThat(flaws).isEmpty();
        } else {
            assertThat(flaws).singleElement().asString().startsWith(flaw);
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        HttpApiDeclaration open = new HttpApiDeclaration(
                Optional.of(new Cors(List.of("*"), List.of(), List.of(), true, Optional.empty())),
                routes("GET /a"),
                Optional.empty(),
                List.of(new Stage("v1", Optional.empty()), new Stage("v1", Optional.empty())));
        assertThat(flaws(open, SITE))
                .containsExactly(
                        "spec.stages[1].name: another stage has this name; choose another",
                        "spec.cors.origins: cannot be * where credentials are allowed; name the origins");
        assertThat(flaws(api(routes("GET /a")), new DeclaredSite("http-api/" + "a".repeat(129))))
                .singleElement()
                .asString()
                .startsWith("metadata.name: ");
    }

    private HttpApiSpec.Cors cors(boolean credentials, List<Method> methods) {
        HttpApiDeclaration api = new HttpApiDeclaration(
                Optional.of(new Cors(
                        List.of("https://a.example"),
                        methods,
                        List.of(),
                        credentials,
                        Optional.of(Duration.ofMinutes(10)))),
                routes("GET /a"),
                Optional.empty(),
                List.of());
        return specs(HttpApiSpec.class, api).get(0).cors().orElseThrow();
    }

    private <S> List<S> specs(Class<S> type, HttpApiDeclaration api) {
        return blueprint.expand(api, SITE).stream()
                .map(Declared::spec)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> flaws(HttpApiDeclaration api, Site site) {
        return blueprint.check(api, site).stream()
                .map((Flaw flaw) -> flaw.path() + ": " + flaw.message())
                .toList();
    }

    private static HttpApiDeclaration api(List<Route> routes) {
        return new HttpApiDeclaration(Optional.empty(), routes, Optional.empty(), List.of());
    }

    private static List<Route> routes(String... keys) {
        return Arrays.stream(keys).map(key -> new Route(key, "documents")).toList();
    }
}
