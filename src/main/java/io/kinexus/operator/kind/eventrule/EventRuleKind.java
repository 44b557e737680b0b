package io.kinexus.operator.kind.eventrule;

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

/** Rules of event buses, with their targets. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class EventRuleKind implements ResourceKind<EventRuleSpec, EventRuleLive> {
    @Override
    public KindName name() {
        return EventRules.NAME;
    }

    @Override
    public Class<EventRuleSpec> specType() {
        return EventRuleSpec.class;
    }

    @Override
    public Fields<EventRuleSpec, EventRuleLive> fields() {
        return EventRules.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return EventRules.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return EventRules.FLOOR;
    }

    @Override
    public Creation<EventRuleSpec> creation() {
        return new Creation<>(
                "PutRule; PutTargets where it has any",
                wanted -> 1 + (wanted.targets().isEmpty() ? 0 : 1));
    }

    @Override
    public Map<ResourceId, Observation<EventRuleLive>> observe(
            Scope scope, Collection<Declared<EventRuleSpec>> wanted) {
        return EventRuleAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<EventRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return EventRuleAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(EventRuleLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Optional<Creator<EventRuleSpec>> creator() {
        return Optional.of(EventRuleAws::create);
    }

    @Override
    public Optional<Updater<EventRuleSpec, EventRuleLive>> updater() {
        return Optional.of(EventRuleAws::update);
    }

    @Override
    public Optional<Deleter<EventRuleLive>> deleter() {
        return Optional.of(EventRuleAws::delete);
    }
}
