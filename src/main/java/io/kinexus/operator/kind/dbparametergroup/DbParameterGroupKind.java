package io.kinexus.operator.kind.dbparametergroup;

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

/** RDS parameter groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DbParameterGroupKind implements ResourceKind<DbParameterGroupSpec, DbParameterGroupLive> {
    @Override
    public KindName name() {
        return DbParameterGroups.NAME;
    }

    @Override
    public Class<DbParameterGroupSpec> specType() {
        return DbParameterGroupSpec.class;
    }

    @Override
    public Fields<DbParameterGroupSpec, DbParameterGroupLive> fields() {
        return DbParameterGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DbParameterGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DbParameterGroups.FLOOR;
    }

    @Override
    public Creation<DbParameterGroupSpec> creation() {
        return new Creation<>(
                "CreateDBParameterGroup; ModifyDBParameterGroup for each twenty parameters",
                wanted -> 1 + (wanted.parameters().size() + 19) / 20);
    }

    @Override
    public Map<ResourceId, Observation<DbParameterGroupLive>> observe(
            Scope scope, Collection<Declared<DbParameterGroupSpec>> wanted) {
        return DbParameterGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DbParameterGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DbParameterGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DbParameterGroupLive live) {
        return DbParameterGroups.outputs(live);
    }

    @Override
    public Optional<Creator<DbParameterGroupSpec>> creator() {
        return Optional.of(DbParameterGroupAws::create);
    }

    @Override
    public Optional<Updater<DbParameterGroupSpec, DbParameterGroupLive>> updater() {
        return Optional.of(DbParameterGroupAws::update);
    }

    @Override
    public Optional<Deleter<DbParameterGroupLive>> deleter() {
        return Optional.of(DbParameterGroupAws::delete);
    }
}
