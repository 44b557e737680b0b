package io.kinexus.operator.kind.alarm;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
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

/** CloudWatch metric alarms. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class AlarmKind implements ResourceKind<AlarmSpec, AlarmLive> {
    @Override
    public KindName name() {
        return Alarms.NAME;
    }

    @Override
    public Class<AlarmSpec> specType() {
        return AlarmSpec.class;
    }

    @Override
    public Fields<AlarmSpec, AlarmLive> fields() {
        return Alarms.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Alarms.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Alarms.FLOOR;
    }

    /** An alarm's state changes by itself. */
    @Override
    public boolean fast() {
        return true;
    }

    @Override
    public Verdict health(AlarmLive live) {
        return Alarms.health(live);
    }

    @Override
    public Map<ResourceId, Observation<AlarmLive>> observe(Scope scope, Collection<Declared<AlarmSpec>> wanted) {
        return AlarmAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<AlarmLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return AlarmAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(AlarmLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Usage usage(AlarmSpec wanted) {
        return AlarmUsage.of(wanted.metric().isPresent() ? 1 : AlarmUsage.metrics(wanted.metrics()));
    }

    @Override
    public Usage used(AlarmLive live) {
        return AlarmUsage.of(live.metric().isPresent() ? 1 : AlarmUsage.metrics(live.metrics()));
    }

    @Override
    public Optional<Creator<AlarmSpec>> creator() {
        return Optional.of(AlarmAws::create);
    }

    @Override
    public Optional<Updater<AlarmSpec, AlarmLive>> updater() {
        return Optional.of(AlarmAws::update);
    }

    @Override
    public Optional<Deleter<AlarmLive>> deleter() {
        return Optional.of(AlarmAws::delete);
    }
}
