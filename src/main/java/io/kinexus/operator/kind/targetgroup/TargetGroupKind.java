package io.kinexus.operator.kind.targetgroup;

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

/** Target groups of Application Load Balancers. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TargetGroupKind implements ResourceKind<TargetGroupSpec, TargetGroupLive> {
    @Override
    public KindName name() {
        return TargetGroups.NAME;
    }

    @Override
    public Class<TargetGroupSpec> specType() {
        return TargetGroupSpec.class;
    }

    @Override
    public Fields<TargetGroupSpec, TargetGroupLive> fields() {
        return TargetGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return TargetGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return TargetGroups.FLOOR;
    }

    @Override
    public Creation<TargetGroupSpec> creation() {
        return new Creation<>(
                "CreateTargetGroup; ModifyTargetGroupAttributes where it has any",
                wanted -> 1 + (wanted.attributes().isEmpty() ? 0 : 1));
    }

    @Override
    public Map<ResourceId, Observation<TargetGroupLive>> observe(
            Scope scope, Collection<Declared<TargetGroupSpec>> wanted) {
        return TargetGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<TargetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return TargetGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(TargetGroupLive live) {
        return Map.of("arn", live.arn(), "name", live.name(), "fullName", TargetGroups.fullName(live.arn()));
    }

    @Override
    public Optional<Creator<TargetGroupSpec>> creator() {
        return Optional.of(TargetGroupAws::create);
    }

    @Override
    public Optional<Updater<TargetGroupSpec, TargetGroupLive>> updater() {
        return Optional.of(TargetGroupAws::update);
    }

    @Override
    public Optional<Deleter<TargetGroupLive>> deleter() {
        return Optional.of(TargetGroupAws::delete);
    }
}
