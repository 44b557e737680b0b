package io.kinexus.operator.kind.httproute;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Creator;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Deleter;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Routes of HTTP APIs. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class HttpRouteKind implements ResourceKind<HttpRouteSpec, HttpRouteLive> {
    @Override
    public KindName name() {
        return HttpRoutes.NAME;
    }

    @Override
    public Class<HttpRouteSpec> specType() {
        return HttpRouteSpec.class;
    }

    @Override
    public Fields<HttpRouteSpec, HttpRouteLive> fields() {
        return HttpRoutes.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return HttpRoutes.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return HttpRoutes.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<HttpRouteLive>> observe(
            Scope scope, Collection<Declared<HttpRouteSpec>> wanted) {
        return HttpRouteAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<HttpRouteLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return HttpRouteAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(HttpRouteLive live) {
        return Map.of("routeId", live.routeId());
    }

    @Override
    public Optional<Creator<HttpRouteSpec>> creator() {
        return Optional.of(HttpRouteAws::create);
    }

    @Override
    public Optional<Updater<HttpRouteSpec, HttpRouteLive>> updater() {
        return Optional.of(HttpRouteAws::update);
    }

    @Override
    public Optional<Deleter<HttpRouteLive>> deleter() {
        return Optional.of(HttpRouteAws::delete);
    }
}
