package io.kinexus.operator.kind.role;

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

/** IAM roles. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class RoleKind implements ResourceKind<RoleSpec, RoleLive> {
    @Override
    public KindName name() {
        return Roles.NAME;
    }

    @Override
    public Class<RoleSpec> specType() {
        return RoleSpec.class;
    }

    @Override
    public Fields<RoleSpec, RoleLive> fields() {
        return Roles.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Roles.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Roles.FLOOR;
    }

    @Override
    public Creation<RoleSpec> creation() {
        return new Creation<>(
                "CreateRole; PutRolePolicy for each policy of its own, AttachRolePolicy for " + "each managed one",
                wanted -> 1
                        + wanted.inlinePolicies().size()
                        + wanted.managedPolicyArns().size());
    }

    @Override
    public Map<ResourceId, Observation<RoleLive>> observe(Scope scope, Collection<Declared<RoleSpec>> wanted) {
        return RoleAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<RoleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return RoleAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(RoleLive live) {
        return Map.of("name", live.name(), "arn", live.arn());
    }

    @Override
    public Optional<Creator<RoleSpec>> creator() {
        return Optional.of(RoleAws::create);
    }

    @Override
    public Optional<Updater<RoleSpec, RoleLive>> updater() {
        return Optional.of(RoleAws::update);
    }

    @Override
    public Optional<Deleter<RoleLive>> deleter() {
        return Optional.of(RoleAws::delete);
    }
}
