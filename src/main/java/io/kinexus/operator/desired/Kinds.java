package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.core.resource.KindName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every kind of declaration that can be written, with its blueprint and the shape of its {@code spec}. */
public final class Kinds {
    private final SortedMap<String, Entry> byWord = new TreeMap<>();
    private final SortedMap<KindName, Entry> byName = new TreeMap<>();
    private final Map<Class<?>, Entry> byType = new HashMap<>();

    /**
     * One kind.
     *
     * @param word as documents write it: {@code LoadBalancer}
     */
    record Entry(String word, Blueprint<?> blueprint, Shape shape) {
        KindName name() {
            return blueprint.name();
        }
    }

    public Kinds(Collection<? extends Blueprint<?>> blueprints) {
        for (Blueprint<?> blueprint : blueprints) {
            Class<? extends Declaration> type = blueprint.declaration();
            Entry entry = new Entry(Words.joined(blueprint.name().value()), blueprint, Shapes.of(type));
            if (byName.putIfAbsent(blueprint.name(), entry) != null) {
                throw new IllegalStateException("two blueprints are called " + blueprint.name());
            }
            byWord.put(entry.word(), entry);
            byType.put(type, entry);
        }
    }

    /** All blueprints on the class path. */
    public static Kinds installed() {
        List<Blueprint<?>> found = ServiceLoader.load(Blueprint.class).stream()
                .<Blueprint<?>>map(ServiceLoader.Provider::get)
                .toList();
        return new Kinds(found);
    }

    Optional<Entry> word(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    Optional<Entry> named(KindName name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Entry> of(Class<? extends Declaration> type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** By the name before a reference's slash, which may be any text. */
    Optional<Entry> named(String name) {
        return byName.values().stream()
                .filter(entry -> entry.name().value().equals(name))
                .findFirst();
    }

    /** As documents write them, in order. */
    public Collection<String> words() {
        return byWord.keySet();
    }

    Collection<Entry> entries() {
        return byWord.values();
    }

    List<String> names() {
        return byName.keySet().stream().map(KindName::value).toList();
    }
}
