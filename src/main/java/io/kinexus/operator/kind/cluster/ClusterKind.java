package io.kinexus.operator.kind.cluster;

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

/** ECS clusters. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ClusterKind implements ResourceKind<ClusterSpec, ClusterLive> {
    @Override
    public KindName name() {
        return Clusters.NAME;
    }

    @Override
    public Class<ClusterSpec> specType() {
        return ClusterSpec.class;
    }

    @Override
    public Fields<ClusterSpec, ClusterLive> fields() {
        return Clusters.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Clusters.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Clusters.FLOOR;
    }

    @Override
    public boolean fast() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<ClusterLive>> observe(Scope scope, Collection<Declared<ClusterSpec>> wanted) {
        return ClusterAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ClusterLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ClusterAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ClusterLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Usage usage(ClusterSpec wanted) {
        return ClusterUsage.of(wanted.containerInsights().orElse("disabled"));
    }

    @Override
    public Usage used(ClusterLive live) {
        return ClusterUsage.of(live.containerInsights());
    }

    @Override
    public Optional<Creator<ClusterSpec>> creator() {
        return Optional.of(ClusterAws::create);
    }

    @Override
    public Optional<Updater<ClusterSpec, ClusterLive>> updater() {
        return Optional.of(ClusterAws::update);
    }

    @Override
    public Optional<Deleter<ClusterLive>> deleter() {
        return Optional.of(ClusterAws::delete);
    }
}
