package io.kinexus.operator.blueprint.eventbus;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and checks a EventBus; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class EventBusBlueprint implements Blueprint<EventBusDeclaration> {
    @Override
    public KindName name() {
        return new KindName("event-bus");
    }

    @Override
    public Class<EventBusDeclaration> declaration() {
        return EventBusDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(EventBusDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(EventBusDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < declaration.rules().size(); i++) {
            EventBusDeclaration.Rule rule = declaration.rules().get(i);
            String path = "spec.rules[" + i + "]";
            if (!names.add(rule.name())) {
                flaws.add(new Flaw(path + ".name", "another rule has this name; choose another"));
            }
            if (rule.pattern().isPresent() == rule.schedule().isPresent()) {
                flaws.add(new Flaw(path, "must have either pattern or schedule"));
            }
            Zones.flaw(path + ".timeZone", rule.timeZone()).ifPresent(flaws::add);
            if (rule.timeZone().isPresent() && rule.schedule().isEmpty()) {
                flaws.add(new Flaw(path + ".timeZone", "means nothing without a schedule; remove it"));
            }
        }
        return flaws;
    }
}
