package io.kinexus.operator.kind.scalabletarget;

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

/** What Application Auto Scaling may scale. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ScalableTargetKind implements ResourceKind<ScalableTargetSpec, ScalableTargetLive> {
    @Override
    public KindName name() {
        return ScalableTargets.NAME;
    }

    @Override
    public Class<ScalableTargetSpec> specType() {
        return ScalableTargetSpec.class;
    }

    @Override
    public Fields<ScalableTargetSpec, ScalableTargetLive> fields() {
        return ScalableTargets.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ScalableTargets.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ScalableTargets.FLOOR;
    }

    @Override
    public boolean scaling() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<ScalableTargetLive>> observe(
            Scope scope, Collection<Declared<ScalableTargetSpec>> wanted) {
        return ScalableTargetAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ScalableTargetLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ScalableTargetAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ScalableTargetLive live) {
        return live.arn().map(arn -> Map.of("arn", arn)).orElse(Map.of());
    }

    @Override
    public Usage usage(ScalableTargetSpec wanted) {
        return Usage.bounds(wanted.minCapacity(), wanted.maxCapacity());
    }

    @Override
    public Usage used(ScalableTargetLive live) {
        return Usage.bounds(live.minCapacity(), live.maxCapacity());
    }

    @Override
    public Optional<Creator<ScalableTargetSpec>> creator() {
        return Optional.of(ScalableTargetAws::create);
    }

    @Override
    public Optional<Updater<ScalableTargetSpec, ScalableTargetLive>> updater() {
        return Optional.of(ScalableTargetAws::update);
    }

    @Override
    public Optional<Deleter<ScalableTargetLive>> deleter() {
        return Optional.of(ScalableTargetAws::delete);
    }
}
