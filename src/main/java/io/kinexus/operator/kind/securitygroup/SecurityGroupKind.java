package io.kinexus.operator.kind.securitygroup;

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

/** Security groups, and what nobody declared in them. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SecurityGroupKind implements ResourceKind<SecurityGroupSpec, SecurityGroupLive> {
    @Override
    public KindName name() {
        return SecurityGroups.NAME;
    }

    @Override
    public Class<SecurityGroupSpec> specType() {
        return SecurityGroupSpec.class;
    }

    @Override
    public Fields<SecurityGroupSpec, SecurityGroupLive> fields() {
        return SecurityGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return SecurityGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return SecurityGroups.FLOOR;
    }

    @Override
    public Creation<SecurityGroupSpec> creation() {
        return new Creation<>(
                "CreateSecurityGroup; RevokeSecurityGroupEgress where the way out is not " + "open, as AWS makes it",
                wanted -> wanted.openEgress() ? 1 : 2);
    }

    @Override
    public Map<ResourceId, Observation<SecurityGroupLive>> observe(
            Scope scope, Collection<Declared<SecurityGroupSpec>> wanted) {
        return SecurityGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SecurityGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SecurityGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SecurityGroupLive live) {
        return Map.of("groupId", live.groupId(), "arn", live.arn(), "name", live.name());
    }

    @Override
    public Optional<Creator<SecurityGroupSpec>> creator() {
        return Optional.of(SecurityGroupAws::create);
    }

    @Override
    public Optional<Updater<SecurityGroupSpec, SecurityGroupLive>> updater() {
        return Optional.of(SecurityGroupAws::update);
    }

    @Override
    public Optional<Deleter<SecurityGroupLive>> deleter() {
        return Optional.of(SecurityGroupAws::delete);
    }
}
