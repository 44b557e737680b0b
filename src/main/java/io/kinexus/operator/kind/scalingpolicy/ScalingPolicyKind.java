package io.kinexus.operator.kind.scalingpolicy;

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

/** Target-tracking policies. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ScalingPolicyKind implements ResourceKind<ScalingPolicySpec, ScalingPolicyLive> {
    @Override
    public KindName name() {
        return ScalingPolicies.NAME;
    }

    @Override
    public Class<ScalingPolicySpec> specType() {
        return ScalingPolicySpec.class;
    }

    @Override
    public Fields<ScalingPolicySpec, ScalingPolicyLive> fields() {
        return ScalingPolicies.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ScalingPolicies.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ScalingPolicies.FLOOR;
    }

    @Override
    public boolean scaling() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<ScalingPolicyLive>> observe(
            Scope scope, Collection<Declared<ScalingPolicySpec>> wanted) {
        return ScalingPolicyAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ScalingPolicyLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ScalingPolicyAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ScalingPolicyLive live) {
        return Map.of("arn", live.arn());
    }

    @Override
    public Optional<Creator<ScalingPolicySpec>> creator() {
        return Optional.of(ScalingPolicyAws::create);
    }

    @Override
    public Optional<Updater<ScalingPolicySpec, ScalingPolicyLive>> updater() {
        return Optional.of(ScalingPolicyAws::update);
    }

    @Override
    public Optional<Deleter<ScalingPolicyLive>> deleter() {
        return Optional.of(ScalingPolicyAws::delete);
    }
}
