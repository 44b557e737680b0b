package io.kinexus.operator.kind.functionalias;

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

/** Aliases of functions. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class FunctionAliasKind implements ResourceKind<FunctionAliasSpec, FunctionAliasLive> {
    @Override
    public KindName name() {
        return FunctionAliases.NAME;
    }

    @Override
    public Class<FunctionAliasSpec> specType() {
        return FunctionAliasSpec.class;
    }

    @Override
    public Fields<FunctionAliasSpec, FunctionAliasLive> fields() {
        return FunctionAliases.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return FunctionAliases.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return FunctionAliases.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<FunctionAliasLive>> observe(
            Scope scope, Collection<Declared<FunctionAliasSpec>> wanted) {
        return FunctionAliasAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<FunctionAliasLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return FunctionAliasAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(FunctionAliasLive live) {
        return FunctionAliases.outputs(live);
    }

    @Override
    public Optional<Creator<FunctionAliasSpec>> creator() {
        return Optional.of(FunctionAliasAws::create);
    }

    @Override
    public Optional<Updater<FunctionAliasSpec, FunctionAliasLive>> updater() {
        return Optional.of(FunctionAliasAws::update);
    }

    @Override
    public Optional<Deleter<FunctionAliasLive>> deleter() {
        return Optional.of(FunctionAliasAws::delete);
    }
}
