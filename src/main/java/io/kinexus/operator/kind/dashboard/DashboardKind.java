package io.kinexus.operator.kind.dashboard;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Metered;
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

/** CloudWatch dashboards. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DashboardKind implements ResourceKind<DashboardSpec, DashboardLive> {
    @Override
    public KindName name() {
        return Dashboards.NAME;
    }

    @Override
    public Class<DashboardSpec> specType() {
        return DashboardSpec.class;
    }

    @Override
    public Fields<DashboardSpec, DashboardLive> fields() {
        return Dashboards.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Dashboards.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Dashboards.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<DashboardLive>> observe(
            Scope scope, Collection<Declared<DashboardSpec>> wanted) {
        return DashboardAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DashboardLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DashboardAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DashboardLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Usage usage(DashboardSpec wanted) {
        return Usage.billed(Metered.of("CloudWatch/dashboard", 1));
    }

    @Override
    public Usage used(DashboardLive live) {
        return Usage.billed(Metered.of("CloudWatch/dashboard", 1));
    }

    @Override
    public Optional<Creator<DashboardSpec>> creator() {
        return Optional.of(DashboardAws::create);
    }

    @Override
    public Optional<Updater<DashboardSpec, DashboardLive>> updater() {
        return Optional.of(DashboardAws::update);
    }

    @Override
    public Optional<Deleter<DashboardLive>> deleter() {
        return Optional.of(DashboardAws::delete);
    }
}
