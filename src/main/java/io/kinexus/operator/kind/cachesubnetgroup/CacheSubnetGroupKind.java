package io.kinexus.operator.kind.cachesubnetgroup;

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

/** ElastiCache subnet groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class CacheSubnetGroupKind implements ResourceKind<CacheSubnetGroupSpec, CacheSubnetGroupLive> {
    @Override
    public KindName name() {
        return CacheSubnetGroups.NAME;
    }

    @Override
    public Class<CacheSubnetGroupSpec> specType() {
        return CacheSubnetGroupSpec.class;
    }

    @Override
    public Fields<CacheSubnetGroupSpec, CacheSubnetGroupLive> fields() {
        return CacheSubnetGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return CacheSubnetGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return CacheSubnetGroups.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<CacheSubnetGroupLive>> observe(
            Scope scope, Collection<Declared<CacheSubnetGroupSpec>> wanted) {
        return CacheSubnetGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<CacheSubnetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return CacheSubnetGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(CacheSubnetGroupLive live) {
        return CacheSubnetGroups.outputs(live);
    }

    @Override
    public Optional<Creator<CacheSubnetGroupSpec>> creator() {
        return Optional.of(CacheSubnetGroupAws::create);
    }

    @Override
    public Optional<Updater<CacheSubnetGroupSpec, CacheSubnetGroupLive>> updater() {
        return Optional.of(CacheSubnetGroupAws::update);
    }

    @Override
    public Optional<Deleter<CacheSubnetGroupLive>> deleter() {
        return Optional.of(CacheSubnetGroupAws::delete);
    }
}
