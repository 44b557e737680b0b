package io.kinexus.operator.blueprint.events;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;

/** Reads and checks a Events; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class EventsBlueprint implements Blueprint<EventsDeclaration> {
    @Override
    public KindName name() {
        return new KindName("events");
    }

    @Override
    public Class<EventsDeclaration> declaration() {
        return EventsDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(EventsDeclaration declaration, Site site) {
        return List.of();
    }
}
