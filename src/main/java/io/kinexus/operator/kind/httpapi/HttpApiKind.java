package io.kinexus.operator.kind.httpapi;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
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

/** HTTP APIs of API Gateway. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class HttpApiKind implements ResourceKind<HttpApiSpec, HttpApiLive> {
    @Override
    public KindName name() {
        return HttpApis.NAME;
    }

    @Override
    public Class<HttpApiSpec> specType() {
        return HttpApiSpec.class;
    }

    @Override
    public Fields<HttpApiSpec, HttpApiLive> fields() {
        return HttpApis.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return HttpApis.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return HttpApis.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<HttpApiLive>> observe(Scope scope, Collection<Declared<HttpApiSpec>> wanted) {
        return HttpApiAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<HttpApiLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return HttpApiAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(HttpApiLive live) {
        return HttpApis.outputs(live);
    }

    @Override
    public Usage usage(HttpApiSpec wanted) {
        return HttpApiUsage.requests();
    }

    @Override
    public Usage used(HttpApiLive live) {
        return HttpApiUsage.requests();
    }

    @Override
    public Optional<Creator<HttpApiSpec>> creator() {
        return Optional.of(HttpApiAws::create);
    }

    @Override
    public Optional<Updater<HttpApiSpec, HttpApiLive>> updater() {
        return Optional.of(HttpApiAws::update);
    }

    @Override
    public Optional<Deleter<HttpApiLive>> deleter() {
        return Optional.of(HttpApiAws::delete);
    }
}
