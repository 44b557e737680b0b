package io.kinexus.operator.blueprint.httpapi;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.function.Callee;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.httpapi.HttpApiSpec;
import io.kinexus.operator.kind.httpintegration.HttpIntegrationSpec;
import io.kinexus.operator.kind.httproute.HttpRouteSpec;
import io.kinexus.operator.kind.httpstage.HttpStageSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An HTTP API under the declaration's own name: for each function an integration, for each route a route to one, and stages. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class HttpApiBlueprint implements Blueprint<HttpApiDeclaration> {
    private static final String DEFAULT = "$default";

    @Override
    public KindName name() {
        return new KindName("http-api");
    }

    @Override
    public Class<HttpApiDeclaration> declaration() {
        return HttpApiDeclaration.class;
    }

    @Override
    public List<Flaw> check(HttpApiDeclaration declaration, Site site) {
        return HttpApiChecks.check(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(HttpApiDeclaration declaration, Site site) {
        String name = site.self().name();
        String apiId = site.ref("http-api", name, "apiId");
        List<Declared<?>> wanted = new ArrayList<>();
        wanted.add(Declared.of(
                site.id("http-api", name),
                site.self(),
                new HttpApiSpec(name, declaration.cors().map(HttpApiBlueprint::cors))));
        declaration.routes().stream()
                .map(HttpApiDeclaration.Route::function)
                .distinct()
                .forEach(function -> wanted.addAll(calling(function, apiId, site)));
        Set<ResourceId> routes = new LinkedHashSet<>();
        for (HttpApiDeclaration.Route route : declaration.routes()) {
            ResourceId id = site.id("http-route", HttpRouteSpec.name(name, route.route()));
            routes.add(id);
            wanted.add(Declared.of(
                    id,
                    site.self(),
                    new HttpRouteSpec(
                            apiId,
                            route.route(),
                            site.ref("http-integration", name + "/" + route.function(), "integrationId"))));
        }
        stages(declaration)
                .forEach(stage ->
                        wanted.add(stage(stage, declaration, apiId, site).after(routes)));
        return wanted;
    }

    private static List<Declared<?>> calling(String function, String apiId, Site site) {
        String name = site.self().name();
        Callee callee = new Callee(site, function);
        return List.of(
                Declared.of(
                        site.id("http-integration", name + "/" + function),
                        site.self(),
                        new HttpIntegrationSpec(apiId, callee.arn())),
                callee.permission(
                        name, "apigateway.amazonaws.com", site.ref("http-api", name, "executionArn") + "/*/*"));
    }

    private static List<HttpApiDeclaration.Stage> stages(HttpApiDeclaration declaration) {
        return declaration.stages().isEmpty()
                ? List.of(new HttpApiDeclaration.Stage(DEFAULT, Optional.empty()))
                : declaration.stages();
    }

    /** After all routes, so that the first deployment has them all. */
    private static Declared<HttpStageSpec> stage(
            HttpApiDeclaration.Stage stage, HttpApiDeclaration declaration, String apiId, Site site) {
        String plain = stage.name().equals(DEFAULT) ? "@default" : stage.name();
        return Declared.of(
                site.id("http-stage", site.self().name() + "/" + plain),
                site.self(),
                new HttpStageSpec(
                        apiId,
                        stage.name(),
                        stage.throttle()
                                .or(declaration::throttle)
                                .map(limits -> new HttpStageSpec.Throttle(limits.perSecond(), limits.burst()))));
    }

    /** With credentials a browser takes a star for a method of that name, so that all are named. */
    private static HttpApiSpec.Cors cors(HttpApiDeclaration.Cors cors) {
        List<HttpApiDeclaration.Method> every = Arrays.asList(HttpApiDeclaration.Method.values());
        List<HttpApiDeclaration.Method> methods = cors.methods().isEmpty() ? every : cors.methods();
        boolean star = cors.methods().isEmpty() && !cors.credentials();
        return new HttpApiSpec.Cors(
                cors.origins(),
                star ? List.of("*") : methods.stream().map(Enum::name).toList(),
                cors.headers(),
                cors.credentials(),
                cors.maxAge().map(age -> (int) age.toSeconds()).orElse(0));
    }
}
