package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who needs whom, from the references in the specs. */
public final class Graph {
    private final Map<ResourceId, Set<ResourceId>> needs;
    /** The kinds whose values fill the references of each kind: what only comes after another need not be looked at after it. */
    private final Map<KindName, Set<KindName>> fills;

    private final List<Problem> problems;

    private Graph(Map<ResourceId, Set<ResourceId>> needs, Map<KindName, Set<KindName>> fills, List<Problem> problems) {
        this.needs = needs;
        this.fills = fills;
        this.problems = problems;
    }

    public static Graph of(Collection<Declared<?>> declared) {
        Map<ResourceId, Set<ResourceId>> needs = new TreeMap<>();
        declared.forEach(one -> needs.put(one.id(), needed(one)));
        List<Problem> problems = new ArrayList<>();
        needs.forEach((id, needed) -> needed.stream()
                .filter(other -> !needs.containsKey(other))
                .forEach(other ->
                        problems.add(new Problem(id, "refers to " + other.local() + ", which nothing declares"))));
        needs.values().forEach(needed -> needed.removeIf(other -> !needs.containsKey(other)));
        Map<KindName, Set<KindName>> fills = new TreeMap<>();
        declared.forEach(one -> {
            Set<KindName> kinds = fills.computeIfAbsent(one.id().kind(), key -> new TreeSet<>());
            referred(one).stream()
                    .filter(needs::containsKey)
                    .map(ResourceId::kind)
                    .filter(kind -> !kind.equals(one.id().kind()))
                    .forEach(kinds::add);
        });
        return new Graph(needs, fills, problems);
    }

    private static Set<ResourceId> needed(Declared<?> one) {
        Set<ResourceId> needed = new TreeSet<>(one.after());
        needed.addAll(referred(one));
        return needed;
    }

    private static List<ResourceId> referred(Declared<?> one) {
        return References.in(one.spec()).stream()
                .map(reference -> reference.in(one.id().environment()))
                .toList();
    }

    /** What this resource needs first, directly. */
    public Set<ResourceId> needs(ResourceId id) {
        return needs.getOrDefault(id, Set.of());
    }

    /** Whether anything needs this resource directly. */
    public boolean needed(ResourceId id) {
        return needs.values().stream().anyMatch(needs -> needs.contains(id));
    }

    /** References that lead nowhere, and circles. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        Set<ResourceId> ordered = new LinkedHashSet<>(order());
        needs.keySet().stream()
                .filter(id -> !ordered.contains(id))
                .forEach(id -> all.add(new Problem(id, "is part of a circle of references")));
        return all;
    }

    /** Everything that can be ordered, what is needed first; by name among equals. */
    public List<ResourceId> order() {
        return ordered(needs);
    }

    /** Kinds in the order in which they must be looked at, so that references can be filled on the way. */
    public List<KindName> kinds() {
        List<KindName> order = new ArrayList<>(ordered(fills));
        fills.keySet().stream().filter(kind -> !order.contains(kind)).forEach(order::add);
        return order;
    }

    /** For each kind the kinds that its resources refer to. */
    public Set<KindName> kindsNeededBy(KindName kind) {
        return fills.getOrDefault(kind, Set.of());
    }

    private static <T extends Comparable<T>> List<T> ordered(Map<T, Set<T>> needs) {
        Map<T, Integer> open = new LinkedHashMap<>();
        Map<T, List<T>> waiting = new TreeMap<>();
        needs.forEach((one, needed) -> {
            open.put(one, needed.size());
            needed.forEach(other ->
                    waiting.computeIfAbsent(other, key -> new ArrayList<>()).add(one));
        });
        TreeSet<T> ready = new TreeSet<>();
        open.forEach((one, count) -> {
            if (count == 0) {
                ready.add(one);
            }
        });
        List<T> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            T next = ready.pollFirst();
            order.add(next);
            for (T other : waiting.getOrDefault(next, List.of())) {
                if (open.merge(other, -1, Integer::sum) == 0) {
                    ready.add(other);
                }
            }
        }
        return order;
    }
}
