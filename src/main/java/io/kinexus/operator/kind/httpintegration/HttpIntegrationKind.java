package io.kinexus.operator.kind.httpintegration;

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

/** What an HTTP API calls for its routes. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class HttpIntegrationKind implements ResourceKind<HttpIntegrationSpec, HttpIntegrationLive> {
    @Override
    public KindName name() {
        return HttpIntegrations.NAME;
    }

    @Override
    public Class<HttpIntegrationSpec> specType() {
        return HttpIntegrationSpec.class;
    }

    @Override
    public Fields<HttpIntegrationSpec, HttpIntegrationLive> fields() {
        return HttpIntegrations.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return HttpIntegrations.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return HttpIntegrations.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<HttpIntegrationLive>> observe(
            Scope scope, Collection<Declared<HttpIntegrationSpec>> wanted) {
        return HttpIntegrationAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<HttpIntegrationLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return HttpIntegrationAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(HttpIntegrationLive live) {
        return Map.of("integrationId", live.integrationId());
    }

    @Override
    public Optional<Creator<HttpIntegrationSpec>> creator() {
        return Optional.of(HttpIntegrationAws::create);
    }

    @Override
    public Optional<Updater<HttpIntegrationSpec, HttpIntegrationLive>> updater() {
        return Optional.of(HttpIntegrationAws::update);
    }

    @Override
    public Optional<Deleter<HttpIntegrationLive>> deleter() {
        return Optional.of(HttpIntegrationAws::delete);
    }
}
