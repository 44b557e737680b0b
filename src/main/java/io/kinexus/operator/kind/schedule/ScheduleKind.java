package io.kinexus.operator.kind.schedule;

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

/** Schedules of EventBridge Scheduler. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ScheduleKind implements ResourceKind<ScheduleSpec, ScheduleLive> {
    @Override
    public KindName name() {
        return Schedules.NAME;
    }

    @Override
    public Class<ScheduleSpec> specType() {
        return ScheduleSpec.class;
    }

    @Override
    public Fields<ScheduleSpec, ScheduleLive> fields() {
        return Schedules.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Schedules.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Schedules.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<ScheduleLive>> observe(Scope scope, Collection<Declared<ScheduleSpec>> wanted) {
        return ScheduleAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ScheduleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ScheduleAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ScheduleLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Usage usage(ScheduleSpec wanted) {
        return ScheduleUsage.of(wanted.expression(), wanted.enabled(), wanted.target());
    }

    @Override
    public Usage used(ScheduleLive live) {
        return ScheduleUsage.of(live.expression(), live.enabled(), live.target());
    }

    @Override
    public Optional<Creator<ScheduleSpec>> creator() {
        return Optional.of(ScheduleAws::create);
    }

    @Override
    public Optional<Updater<ScheduleSpec, ScheduleLive>> updater() {
        return Optional.of(ScheduleAws::update);
    }

    @Override
    public Optional<Deleter<ScheduleLive>> deleter() {
        return Optional.of(ScheduleAws::delete);
    }
}
