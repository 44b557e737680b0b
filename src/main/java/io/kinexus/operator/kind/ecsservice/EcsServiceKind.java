package io.kinexus.operator.kind.ecsservice;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.FieldChange;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ECS services. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class EcsServiceKind implements ResourceKind<EcsServiceSpec, EcsServiceLive> {
    @Override
    public KindName name() {
        return EcsServices.NAME;
    }

    @Override
    public Class<EcsServiceSpec> specType() {
        return EcsServiceSpec.class;
    }

    @Override
    public Fields<EcsServiceSpec, EcsServiceLive> fields() {
        return EcsServices.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return EcsServices.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return EcsServices.FLOOR;
    }

    @Override
    public boolean fast() {
        return true;
    }

    @Override
    public boolean rollsOut() {
        return true;
    }

    @Override
    public boolean idle(EcsServiceLive live) {
        return live.desiredCount() == 0;
    }

    @Override
    public Verdict health(EcsServiceLive live) {
        return EcsServiceHealth.of(live);
    }

    @Override
    public Map<ResourceId, Observation<EcsServiceLive>> observe(
            Scope scope, Collection<Declared<EcsServiceSpec>> wanted) {
        return EcsServiceAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<EcsServiceLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return EcsServiceAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(EcsServiceLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Optional<String> impossible(EcsServiceSpec wanted, EcsServiceLive live, List<FieldChange> changes) {
        return EcsServices.impossible(live, changes);
    }

    @Override
    public Usage usage(EcsServiceSpec wanted) {
        return EcsServiceUsage.of(
                wanted.desiredCount(), wanted.capacity(), wanted.network().publicIp());
    }

    @Override
    public Usage used(EcsServiceLive live) {
        return EcsServiceUsage.of(
                live.desiredCount(), live.capacity(), live.network().publicIp());
    }

    @Override
    public Optional<Creator<EcsServiceSpec>> creator() {
        return Optional.of(EcsServiceAws::create);
    }

    @Override
    public Optional<Updater<EcsServiceSpec, EcsServiceLive>> updater() {
        return Optional.of(EcsServiceAws::update);
    }

    @Override
    public Optional<Deleter<EcsServiceLive>> deleter() {
        return Optional.of(EcsServiceAws::delete);
    }
}
