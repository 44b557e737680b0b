package io.kinexus.operator.kind.dbinstance;

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
import io.kinexus.operator.core.resource.Restorer;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RDS instances. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DbInstanceKind implements ResourceKind<DbInstanceSpec, DbInstanceLive> {
    @Override
    public KindName name() {
        return DbInstances.NAME;
    }

    @Override
    public Class<DbInstanceSpec> specType() {
        return DbInstanceSpec.class;
    }

    @Override
    public Fields<DbInstanceSpec, DbInstanceLive> fields() {
        return DbInstances.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DbInstances.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DbInstances.FLOOR;
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<DbInstanceLive>> observe(
            Scope scope, Collection<Declared<DbInstanceSpec>> wanted) {
        return DbInstanceAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DbInstanceLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DbInstanceAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DbInstanceLive live) {
        return DbInstances.outputs(live);
    }

    @Override
    public Verdict health(DbInstanceLive live) {
        return DbInstances.health(live);
    }

    @Override
    public Optional<String> guarded(DbInstanceLive live) {
        return DbInstances.guarded(live);
    }

    @Override
    public Optional<String> impossible(DbInstanceSpec wanted, DbInstanceLive live, List<FieldChange> changes) {
        return DbInstances.impossible(wanted, live, changes);
    }

    @Override
    public Usage usage(DbInstanceSpec wanted) {
        return DbInstanceUsage.of(
                wanted.engine(),
                wanted.instanceClass(),
                wanted.multiAz(),
                new DbInstanceUsage.Storage(
                        wanted.storageType(),
                        wanted.allocatedGib(),
                        wanted.maxAllocatedGib(),
                        wanted.backupRetentionDays()));
    }

    @Override
    public Usage used(DbInstanceLive live) {
        return DbInstanceUsage.of(
                live.version().engine(),
                live.instanceClass(),
                live.multiAz(),
                new DbInstanceUsage.Storage(
                        live.storageType(), live.askedGib(), live.maxAllocatedGib(), live.backupRetentionDays()));
    }

    @Override
    public Optional<WeeklyWindow> window(DbInstanceSpec wanted, DbInstanceLive live, List<FieldChange> changes) {
        return DbDisruptions.onlyIn(wanted, live, changes);
    }

    @Override
    public Optional<Creator<DbInstanceSpec>> creator() {
        return Optional.of(DbInstanceAws::create);
    }

    @Override
    public Optional<Updater<DbInstanceSpec, DbInstanceLive>> updater() {
        return Optional.of(DbInstanceAws::update);
    }

    @Override
    public Optional<Restorer<DbInstanceSpec>> restorer() {
        return Optional.of(new DbRestoreAws());
    }

    @Override
    public Optional<Deleter<DbInstanceLive>> deleter() {
        return Optional.of(DbInstanceAws::delete);
    }
}
