package io.kinexus.operator.kind.eventbus;

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

/** EventBridge's buses. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class EventBusKind implements ResourceKind<EventBusSpec, EventBusLive> {
    @Override
    public KindName name() {
        return EventBuses.NAME;
    }

    @Override
    public Class<EventBusSpec> specType() {
        return EventBusSpec.class;
    }

    @Override
    public Fields<EventBusSpec, EventBusLive> fields() {
        return EventBuses.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return EventBuses.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return EventBuses.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<EventBusLive>> observe(Scope scope, Collection<Declared<EventBusSpec>> wanted) {
        return EventBusAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<EventBusLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return EventBusAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(EventBusLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Usage usage(EventBusSpec wanted) {
        return EventBusUsage.events();
    }

    @Override
    public Usage used(EventBusLive live) {
        return EventBusUsage.events();
    }

    @Override
    public Optional<Creator<EventBusSpec>> creator() {
        return Optional.of(EventBusAws::create);
    }

    @Override
    public Optional<Updater<EventBusSpec, EventBusLive>> updater() {
        return Optional.of(EventBusAws::update);
    }

    @Override
    public Optional<Deleter<EventBusLive>> deleter() {
        return Optional.of(EventBusAws::delete);
    }
}
