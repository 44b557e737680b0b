package io.kinexus.operator.kind.dbsubnetgroup;

import com.google.auto.service.AutoService;
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

/** RDS subnet groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DbSubnetGroupKind implements ResourceKind<DbSubnetGroupSpec, DbSubnetGroupLive> {
    @Override
    public KindName name() {
        return DbSubnetGroups.NAME;
    }

    @Override
    public Class<DbSubnetGroupSpec> specType() {
        return DbSubnetGroupSpec.class;
    }

    @Override
    public Fields<DbSubnetGroupSpec, DbSubnetGroupLive> fields() {
        return DbSubnetGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DbSubnetGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DbSubnetGroups.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<DbSubnetGroupLive>> observe(
            Scope scope, Collection<Declared<DbSubnetGroupSpec>> wanted) {
        return DbSubnetGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DbSubnetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DbSubnetGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DbSubnetGroupLive live) {
        return DbSubnetGroups.outputs(live);
    }

    @Override
    public Optional<Creator<DbSubnetGroupSpec>> creator() {
        return Optional.of(DbSubnetGroupAws::create);
    }

    @Override
    public Optional<Updater<DbSubnetGroupSpec, DbSubnetGroupLive>> updater() {
        return Optional.of(DbSubnetGroupAws::update);
    }

    @Override
    public Optional<Deleter<DbSubnetGroupLive>> deleter() {
        return Optional.of(DbSubnetGroupAws::delete);
    }
}
