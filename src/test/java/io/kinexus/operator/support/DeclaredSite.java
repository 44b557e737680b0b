package io.kinexus.operator.support;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Declarations that stand beside each other in environment {@code test}, for blueprints. */
public final class DeclaredSite implements Site {
    private final DeclarationId self;
    private final Map<DeclarationId, Declaration> all = new TreeMap<>();
    private final Set<String> waiting;

    /**
     * @param self {@code kind/name} of the declaration being expanded
     * @param waiting kinds of declarations that do not converge yet
     */
    public DeclaredSite(String self, String... waiting) {
        this.self = id(self);
        this.waiting = Set.of(waiting);
    }

    /** Another one beside it, as {@code kind/name}. */
    public DeclaredSite with(String id, Declaration declaration) {
        all.put(id(id), declaration);
        return this;
    }

    @Override
    public Settings settings() {
        return SandboxDoor.SETTINGS;
    }

    @Override
    public DeclarationId self() {
        return self;
    }

    @Override
    public <D extends Declaration> Optional<D> find(Class<D> type, String name) {
        return all(type).stream()
                .filter(one -> one.name().equals(name))
                .map(Named::spec)
                .findFirst();
    }

    @Override
    public <D extends Declaration> List<Named<D>> all(Class<D> type) {
        return all.entrySet().stream()
                .filter(entry -> type.isInstance(entry.getValue()))
                .map(entry -> new Named<>(entry.getKey().name(), type.cast(entry.getValue())))
                .sorted(Comparator.comparing(Named::name))
                .toList();
    }

    @Override
    public boolean managed(DeclarationId other) {
        return !waiting.contains(other.kind().value());
    }

    private static DeclarationId id(String text) {
        String[] parts = text.split("/", 2);
        return DeclarationId.of(parts[0], parts[1]);
    }
}
