package io.kinexus.operator.engine;

import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceKind;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** All kinds, by name. */
public final class Kinds {
    private final Map<KindName, ResourceKind<?, ?>> byName = new TreeMap<>();

    public Kinds(Collection<ResourceKind<?, ?>> all) {
        all.forEach(kind -> byName.put(kind.name(), kind));
    }

    /** Those on the class path. */
    @SuppressWarnings("rawtypes") // services are found by their raw type
    public static Kinds installed() {
        return new Kinds(ServiceLoader.load(ResourceKind.class).stream()
                .<ResourceKind<?, ?>>map(ServiceLoader.Provider::get)
                .toList());
    }

    /** @throws IllegalArgumentException for a kind that nobody brought */
    public ResourceKind<?, ?> of(KindName name) {
        ResourceKind<?, ?> kind = byName.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no kind is called " + name);
        }
        return kind;
    }

    public Collection<ResourceKind<?, ?>> all() {
        return byName.values();
    }
}
