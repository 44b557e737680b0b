package io.kinexus.operator.kind.listenerrule;

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

/** Rules of listeners; the weights within their pair of target groups belong to the rollout. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ListenerRuleKind implements ResourceKind<ListenerRuleSpec, ListenerRuleLive> {
    @Override
    public KindName name() {
        return ListenerRules.NAME;
    }

    @Override
    public Class<ListenerRuleSpec> specType() {
        return ListenerRuleSpec.class;
    }

    @Override
    public Fields<ListenerRuleSpec, ListenerRuleLive> fields() {
        return ListenerRules.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ListenerRules.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ListenerRules.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<ListenerRuleLive>> observe(
            Scope scope, Collection<Declared<ListenerRuleSpec>> wanted) {
        return ListenerRuleAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ListenerRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ListenerRuleAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ListenerRuleLive live) {
        return Map.of("arn", live.arn());
    }

    @Override
    public Optional<Creator<ListenerRuleSpec>> creator() {
        return Optional.of(ListenerRuleAws::create);
    }

    @Override
    public Optional<Updater<ListenerRuleSpec, ListenerRuleLive>> updater() {
        return Optional.of(ListenerRuleAws::update);
    }

    @Override
    public Optional<Deleter<ListenerRuleLive>> deleter() {
        return Optional.of(ListenerRuleAws::delete);
    }
}
