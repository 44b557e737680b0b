package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Problem;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Reads an environment kind by kind, each kind once, side by side where no reference forbids it; references are filled on
 * the way from what was seen before. Never writes.
 */
final class Look {
    private final Kinds kinds;
    private final Tags tags;
    private final Executor workers;

    /** @param workers runs kinds side by side; not the pool that the scopes' own looks use */
    Look(Kinds kinds, Tags tags, Executor workers) {
        this.kinds = kinds;
        this.tags = tags;
        this.workers = workers;
    }

    /** Everything that is declared, and what of ours is not declared any more. */
    World all(Scope scope, Graph graph, Collection<Declared<?>> declared) {
        World seen = some(scope, graph, World.unseen(scope.environment(), declared), declared);
        Map<ResourceId, Surplus<?>> surplus = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();
        Set<ResourceId> ids = new HashSet<>();
        declared.forEach(one -> ids.add(one.id()));
        CompletableFuture<?>[] looks = kinds.all().stream()
                .map(kind -> CompletableFuture.runAsync(() -> surplus(kind, scope, ids, surplus, problems), workers))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(looks).join();
        World tagged = seen.tagged(tagDrift(scope, problems));
        return new World(
                scope.environment(),
                tagged.declared(),
                tagged.sightings(),
                surplus,
                surplus.isEmpty() ? Map.of() : declarations(scope, problems),
                List.copyOf(problems));
    }

    /** These, seen anew; everything else as it was before. */
    World some(Scope scope, Graph graph, World before, Collection<Declared<?>> which) {
        Map<KindName, List<Declared<?>>> byKind = new TreeMap<>();
        which.forEach(one -> byKind.computeIfAbsent(one.id().kind(), key -> new ArrayList<>())
                .add(one));
        Map<ResourceId, Sighting<?, ?>> seen = new ConcurrentHashMap<>();
        Function<Reference, Optional<String>> known = reference -> {
            Sighting<?, ?> newer = seen.get(reference.in(scope.environment()));
            return newer == null ? before.value(reference) : newer.output(reference.output());
        };
        Map<KindName, CompletableFuture<Void>> running = new TreeMap<>();
        for (KindName name : graph.kinds()) {
            List<Declared<?>> wanted = byKind.getOrDefault(name, List.of());
            CompletableFuture<?>[] first = graph.kindsNeededBy(name).stream()
                    .map(running::get)
                    .filter(look -> look != null)
                    .toArray(CompletableFuture<?>[]::new);
            running.put(
                    name,
                    CompletableFuture.allOf(first)
                            .thenRunAsync(() -> observe(kinds.of(name), scope, wanted, known, before, seen), workers));
        }
        CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new))
                .join();
        return before.with(seen.values());
    }

    private static <S extends Spec, L extends Live> void observe(
            ResourceKind<S, L> kind,
            Scope scope,
            List<Declared<?>> wanted,
            Function<Reference, Optional<String>> known,
            World before,
            Map<ResourceId, Sighting<?, ?>> seen) {
        List<Declared<?>> next = wanted;
        while (!next.isEmpty()) {
            List<Declared<S>> filled = next.stream()
                    .map(one -> filled(one, kind.specType().cast(one.spec()), known))
                    .toList();
            Map<ResourceId, Observation<L>> answer = guarded(kind, scope, filled);
            for (Declared<S> one : filled) {
                Observation<L> observed =
                        answer.getOrDefault(one.id(), Observation.unreadable("the look gave no answer"));
                seen.put(one.id(), new Sighting<>(kind, one, observed, before.tagDrift(one.id())));
            }
            next = next.stream().filter(one -> clearer(one, seen, known)).toList();
        }
    }

    /** Whether this very look has shown what the resource refers to: one of its own kind. */
    private static boolean clearer(
            Declared<?> one, Map<ResourceId, Sighting<?, ?>> seen, Function<Reference, Optional<String>> known) {
        return Optional.ofNullable(seen.get(one.id())).stream()
                .flatMap(sighting -> sighting.open().stream())
                .anyMatch(reference -> known.apply(reference).isPresent());
    }

    /** A failed look at a kind is a look that failed, whatever it threw: nothing of it is absent. */
    private static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> guarded(
            ResourceKind<S, L> kind, Scope scope, List<Declared<S>> wanted) {
        try {
            return kind.observe(scope, wanted);
        } catch (RuntimeException failure) {
            Map<ResourceId, Observation<L>> none = new TreeMap<>();
            wanted.forEach(one -> none.put(one.id(), Observation.unreadable(scope.says(failure))));
            return none;
        }
    }

    private static <S extends Spec> Declared<S> filled(
            Declared<?> one, S spec, Function<Reference, Optional<String>> known) {
        return new Declared<>(
                one.id(),
                one.from(),
                References.fill(spec, known),
                one.existing(),
                one.after(),
                References.fill(
                        one.notes(), reference -> known.apply(reference).or(() -> Optional.of("(not known yet)"))),
                one.waitsFor(),
                References.fill(one.policy(), known),
                References.fill(one.launch(), known));
    }

    private static <L extends Live> void surplus(
            ResourceKind<?, L> kind,
            Scope scope,
            Set<ResourceId> declared,
            Map<ResourceId, Surplus<?>> surplus,
            Collection<Problem> problems) {
        try {
            kind.surplus(scope, declared).forEach((id, seen) -> surplus.put(id, new Surplus<>(kind, id, seen)));
        } catch (RuntimeException failure) {
            problems.add(new Problem(
                    new ResourceId(scope.environment(), kind.name(), "*"),
                    "what is ours could not be listed: " + scope.says(failure)));
        }
    }

    private Map<ResourceId, List<FieldChange>> tagDrift(Scope scope, Collection<Problem> problems) {
        try {
            return tags.drift(scope);
        } catch (RuntimeException failure) {
            problems.add(unreadableTags(scope, failure));
            return Map.of();
        }
    }

    private Map<ResourceId, DeclarationId> declarations(Scope scope, Collection<Problem> problems) {
        try {
            return tags.declarations(scope);
        } catch (RuntimeException failure) {
            problems.add(unreadableTags(scope, failure));
            return Map.of();
        }
    }

    private static Problem unreadableTags(Scope scope, RuntimeException failure) {
        return new Problem(
                ResourceId.of(scope.environment(), "tag", "*"), "tags could not be read: " + scope.says(failure));
    }
}
