package io.kinexus.operator.kind.replicationgroup;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.environment.WeeklyWindow;
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

/** ElastiCache replication groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ReplicationGroupKind implements ResourceKind<ReplicationGroupSpec, ReplicationGroupLive> {
    @Override
    public KindName name() {
        return ReplicationGroups.NAME;
    }

    @Override
    public Class<ReplicationGroupSpec> specType() {
        return ReplicationGroupSpec.class;
    }

    @Override
    public Fields<ReplicationGroupSpec, ReplicationGroupLive> fields() {
        return ReplicationGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ReplicationGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ReplicationGroups.FLOOR;
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<ReplicationGroupLive>> observe(
            Scope scope, Collection<Declared<ReplicationGroupSpec>> wanted) {
        return ReplicationGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ReplicationGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ReplicationGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ReplicationGroupLive live) {
        return ReplicationGroups.outputs(live);
    }

    @Override
    public Verdict health(ReplicationGroupLive live) {
        return ReplicationGroups.health(live);
    }

    @Override
    public Optional<String> impossible(
            ReplicationGroupSpec wanted, ReplicationGroupLive live, List<FieldChange> changes) {
        return ReplicationGroups.impossible(wanted, live, changes);
    }

    @Override
    public Usage usage(ReplicationGroupSpec wanted) {
        return ReplicationGroupUsage.of(
                wanted.engine(),
                wanted.nodeType(),
                wanted.shards().orElse(1) * (1 + wanted.replicas()),
                wanted.snapshotRetentionDays());
    }

    @Override
    public Usage used(ReplicationGroupLive live) {
        return ReplicationGroupUsage.of(
                live.engine(), live.nodeType(), live.shards() * (1 + live.replicas()), live.snapshotRetentionDays());
    }

    @Override
    public Optional<WeeklyWindow> window(
            ReplicationGroupSpec wanted, ReplicationGroupLive live, List<FieldChange> changes) {
        return ReplicationGroups.onlyIn(live, changes);
    }

    @Override
    public Optional<Creator<ReplicationGroupSpec>> creator() {
        return Optional.of(ReplicationGroupAws::create);
    }

    @Override
    public Optional<Updater<ReplicationGroupSpec, ReplicationGroupLive>> updater() {
        return Optional.of(ReplicationGroupAws::update);
    }

    @Override
    public Optional<Deleter<ReplicationGroupLive>> deleter() {
        return Optional.of(ReplicationGroupAws::delete);
    }
}
