package io.kinexus.operator.kind.securitygrouprule;

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

/** Single rules of security groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SecurityGroupRuleKind implements ResourceKind<SecurityGroupRuleSpec, SecurityGroupRuleLive> {
    @Override
    public KindName name() {
        return SecurityGroupRules.NAME;
    }

    @Override
    public Class<SecurityGroupRuleSpec> specType() {
        return SecurityGroupRuleSpec.class;
    }

    @Override
    public Fields<SecurityGroupRuleSpec, SecurityGroupRuleLive> fields() {
        return SecurityGroupRules.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return SecurityGroupRules.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return SecurityGroupRules.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<SecurityGroupRuleLive>> observe(
            Scope scope, Collection<Declared<SecurityGroupRuleSpec>> wanted) {
        return SecurityGroupRuleAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SecurityGroupRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SecurityGroupRuleAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SecurityGroupRuleLive live) {
        return Map.of("ruleId", live.ruleId(), "arn", live.arn());
    }

    @Override
    public Optional<Creator<SecurityGroupRuleSpec>> creator() {
        return Optional.of(SecurityGroupRuleAws::create);
    }

    @Override
    public Optional<Updater<SecurityGroupRuleSpec, SecurityGroupRuleLive>> updater() {
        return Optional.of(SecurityGroupRuleAws::update);
    }

    @Override
    public Optional<Deleter<SecurityGroupRuleLive>> deleter() {
        return Optional.of(SecurityGroupRuleAws::delete);
    }
}
