package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Where one declaration stands among the others that could be read. */
record DeclaredSite(Settings settings, DeclarationId self, SortedMap<DeclarationId, Declaration> declared, Kinds kinds)
        implements Site {

    @Override
    public <D extends Declaration> Optional<D> find(Class<D> type, String name) {
        return kinds.of(type)
                .map(kind -> new DeclarationId(kind.name(), name))
                .flatMap(id -> Optional.ofNullable(declared.get(id)))
                .map(type::cast);
    }

    @Override
    public <D extends Declaration> List<Named<D>> all(Class<D> type) {
        return declared.entrySet().stream()
                .filter(entry -> type.isInstance(entry.getValue()))
                .map(entry -> new Named<>(entry.getKey().name(), type.cast(entry.getValue())))
                .toList();
    }

    @Override
    public boolean managed(DeclarationId other) {
        return kinds.named(other.kind()).map(kind -> kind.blueprint().managed()).orElse(false);
    }
}
