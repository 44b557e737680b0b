package io.kinexus.operator.kind.scheduledaction;

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

/** Scheduled actions. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ScheduledActionKind implements ResourceKind<ScheduledActionSpec, ScheduledActionLive> {
    @Override
    public KindName name() {
        return ScheduledActions.NAME;
    }

    @Override
    public Class<ScheduledActionSpec> specType() {
        return ScheduledActionSpec.class;
    }

    @Override
    public Fields<ScheduledActionSpec, ScheduledActionLive> fields() {
        return ScheduledActions.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ScheduledActions.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ScheduledActions.FLOOR;
    }

    @Override
    public boolean scaling() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<ScheduledActionLive>> observe(
            Scope scope, Collection<Declared<ScheduledActionSpec>> wanted) {
        return ScheduledActionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ScheduledActionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ScheduledActionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ScheduledActionLive live) {
        return Map.of("arn", live.arn());
    }

    @Override
    public Usage usage(ScheduledActionSpec wanted) {
        return Usage.timed(new Usage.Timed(wanted.schedule(), wanted.minCapacity(), wanted.maxCapacity()));
    }

    @Override
    public Usage used(ScheduledActionLive live) {
        return Usage.timed(new Usage.Timed(live.schedule(), live.minCapacity(), live.maxCapacity()));
    }

    @Override
    public Optional<Creator<ScheduledActionSpec>> creator() {
        return Optional.of(ScheduledActionAws::create);
    }

    @Override
    public Optional<Updater<ScheduledActionSpec, ScheduledActionLive>> updater() {
        return Optional.of(ScheduledActionAws::update);
    }

    @Override
    public Optional<Deleter<ScheduledActionLive>> deleter() {
        return Optional.of(ScheduledActionAws::delete);
    }
}
