package io.kinexus.operator.kind.metricfilter;

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

/** Metric filters of CloudWatch Logs. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class MetricFilterKind implements ResourceKind<MetricFilterSpec, MetricFilterLive> {
    @Override
    public KindName name() {
        return MetricFilters.NAME;
    }

    @Override
    public Class<MetricFilterSpec> specType() {
        return MetricFilterSpec.class;
    }

    @Override
    public Fields<MetricFilterSpec, MetricFilterLive> fields() {
        return MetricFilters.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return MetricFilters.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return MetricFilters.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<MetricFilterLive>> observe(
            Scope scope, Collection<Declared<MetricFilterSpec>> wanted) {
        return MetricFilterAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<MetricFilterLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return MetricFilterAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(MetricFilterLive live) {
        return Map.of("name", live.name());
    }

    @Override
    public Usage usage(MetricFilterSpec wanted) {
        return Usage.billed(Metered.of("CloudWatch/custom metric first 10000", 1));
    }

    @Override
    public Usage used(MetricFilterLive live) {
        return Usage.billed(Metered.of("CloudWatch/custom metric first 10000", 1));
    }

    @Override
    public Optional<Creator<MetricFilterSpec>> creator() {
        return Optional.of(MetricFilterAws::create);
    }

    @Override
    public Optional<Updater<MetricFilterSpec, MetricFilterLive>> updater() {
        return Optional.of(MetricFilterAws::update);
    }

    @Override
    public Optional<Deleter<MetricFilterLive>> deleter() {
        return Optional.of(MetricFilterAws::delete);
    }
}
