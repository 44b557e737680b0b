package io.kinexus.operator.kind.table;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
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

/** DynamoDB tables. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TableKind implements ResourceKind<TableSpec, TableLive> {
    @Override
    public KindName name() {
        return Tables.NAME;
    }

    @Override
    public Class<TableSpec> specType() {
        return TableSpec.class;
    }

    @Override
    public Fields<TableSpec, TableLive> fields() {
        return Tables.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Tables.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Tables.FLOOR;
    }

    @Override
    public Creation<TableSpec> creation() {
        return new Creation<>(
                "CreateTable; UpdateContinuousBackups with recovery to a point in time; "
                        + "UpdateTimeToLive where items expire",
                wanted -> 1
                        + (wanted.pointInTimeRecovery() ? 1 : 0)
                        + (wanted.expiry().isPresent() ? 1 : 0));
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<TableLive>> observe(Scope scope, Collection<Declared<TableSpec>> wanted) {
        return TableAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<TableLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return TableAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(TableLive live) {
        return Tables.outputs(live);
    }

    @Override
    public Verdict health(TableLive live) {
        return Tables.health(live);
    }

    @Override
    public Optional<String> guarded(TableLive live) {
        return Tables.guarded(live);
    }

    @Override
    public Usage usage(TableSpec wanted) {
        return TableUsage.of(wanted.capacity(), wanted.indexes().size(), wanted.pointInTimeRecovery());
    }

    @Override
    public Usage used(TableLive live) {
        return TableUsage.of(live.capacity(), live.indexes().size(), live.restorable());
    }

    @Override
    public Optional<Creator<TableSpec>> creator() {
        return Optional.of(TableAws::create);
    }

    @Override
    public Optional<Updater<TableSpec, TableLive>> updater() {
        return Optional.of(TableChangeAws::make);
    }

    @Override
    public Optional<Deleter<TableLive>> deleter() {
        return Optional.of(TableAws::delete);
    }
}
