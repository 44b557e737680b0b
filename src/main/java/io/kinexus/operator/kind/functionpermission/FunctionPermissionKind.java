package io.kinexus.operator.kind.functionpermission;

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

/** Who may call functions. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class FunctionPermissionKind implements ResourceKind<FunctionPermissionSpec, FunctionPermissionLive> {
    @Override
    public KindName name() {
        return FunctionPermissions.NAME;
    }

    @Override
    public Class<FunctionPermissionSpec> specType() {
        return FunctionPermissionSpec.class;
    }

    @Override
    public Fields<FunctionPermissionSpec, FunctionPermissionLive> fields() {
        return FunctionPermissions.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return FunctionPermissions.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return FunctionPermissions.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<FunctionPermissionLive>> observe(
            Scope scope, Collection<Declared<FunctionPermissionSpec>> wanted) {
        return FunctionPermissionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<FunctionPermissionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return FunctionPermissionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(FunctionPermissionLive live) {
        return Map.of("statementId", live.statementId());
    }

    @Override
    public Optional<Creator<FunctionPermissionSpec>> creator() {
        return Optional.of(FunctionPermissionAws::create);
    }

    @Override
    public Optional<Updater<FunctionPermissionSpec, FunctionPermissionLive>> updater() {
        return Optional.of(FunctionPermissionAws::update);
    }

    @Override
    public Optional<Deleter<FunctionPermissionLive>> deleter() {
        return Optional.of(FunctionPermissionAws::delete);
    }
}
