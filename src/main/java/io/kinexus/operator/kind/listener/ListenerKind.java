package io.kinexus.operator.kind.listener;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Creation;
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

/** Listeners of Application Load Balancers. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ListenerKind implements ResourceKind<ListenerSpec, ListenerLive> {
    @Override
    public KindName name() {
        return Listeners.NAME;
    }

    @Override
    public Class<ListenerSpec> specType() {
        return ListenerSpec.class;
    }

    @Override
    public Fields<ListenerSpec, ListenerLive> fields() {
        return Listeners.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Listeners.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Listeners.FLOOR;
    }

    @Override
    public Creation<ListenerSpec> creation() {
        return new Creation<>(
                "CreateListener; AddListenerCertificates for each further certificate",
                wanted -> Math.max(1, wanted.certificateArns().size()));
    }

    @Override
    public Map<ResourceId, Observation<ListenerLive>> observe(Scope scope, Collection<Declared<ListenerSpec>> wanted) {
        return ListenerAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ListenerLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ListenerAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ListenerLive live) {
        return Map.of("arn", live.arn(), "port", String.valueOf(live.port()));
    }

    @Override
    public Optional<Creator<ListenerSpec>> creator() {
        return Optional.of(ListenerAws::create);
    }

    @Override
    public Optional<Updater<ListenerSpec, ListenerLive>> updater() {
        return Optional.of(ListenerAws::update);
    }

    @Override
    public Optional<Deleter<ListenerLive>> deleter() {
        return Optional.of(ListenerAws::delete);
    }
}
