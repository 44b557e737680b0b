package io.kinexus.operator.blueprint.task;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.List;
import java.util.Optional;

/** The same environment, as another declaration of it sees it. */
record Beside(Site site, DeclarationId self) implements Site {
    @Override
    public Settings settings() {
        return site.settings();
    }

    @Override
    public <D extends Declaration> Optional<D> find(Class<D> type, String name) {
        return site.find(type, name);
    }

    @Override
    public <D extends Declaration> List<Named<D>> all(Class<D> type) {
        return site.all(type);
    }

    @Override
    public boolean managed(DeclarationId other) {
        return site.managed(other);
    }
}
