package io.kinexus.operator.kind.dbreplica;

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

/** Read replicas of RDS instances. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DbReplicaKind implements ResourceKind<DbReplicaSpec, DbReplicaLive> {
    @Override
    public KindName name() {
        return DbReplicas.NAME;
    }

    @Override
    public Class<DbReplicaSpec> specType() {
        return DbReplicaSpec.class;
    }

    @Override
    public Fields<DbReplicaSpec, DbReplicaLive> fields() {
        return DbReplicas.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DbReplicas.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DbReplicas.FLOOR;
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<DbReplicaLive>> observe(
            Scope scope, Collection<Declared<DbReplicaSpec>> wanted) {
        return DbReplicaAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DbReplicaLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DbReplicaAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DbReplicaLive live) {
        return DbReplicas.outputs(live);
    }

    @Override
    public Verdict health(DbReplicaLive live) {
        return DbReplicas.health(live);
    }

    @Override
    public Optional<String> guarded(DbReplicaLive live) {
        return DbReplicas.guarded(live);
    }

    @Override
    public Usage usage(DbReplicaSpec wanted) {
        return DbReplicaUsage.of(
                wanted.instanceClass(), wanted.storageType(), wanted.allocatedGib(), wanted.maxAllocatedGib());
    }

    @Override
    public Usage used(DbReplicaLive live) {
        return DbReplicaUsage.of(live.instanceClass(), live.storageType(), live.allocatedGib(), live.maxAllocatedGib());
    }

    @Override
    public Optional<Creator<DbReplicaSpec>> creator() {
        return Optional.of(DbReplicaAws::create);
    }

    @Override
    public Optional<Updater<DbReplicaSpec, DbReplicaLive>> updater() {
        return Optional.of(DbReplicaChangeAws::make);
    }

    @Override
    public Optional<Deleter<DbReplicaLive>> deleter() {
        return Optional.of(DbReplicaAws::delete);
    }
}
