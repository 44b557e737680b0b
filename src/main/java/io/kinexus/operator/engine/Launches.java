package io.kinexus.operator.engine;

import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** How the Tasks of an environment are started, with what AWS has filled in. */
public final class Launches {
    private final Look look;

    public Launches(Kinds kinds, Tags tags, Executor workers) {
        look = new Look(kinds, tags, workers);
    }

    /** The names of all Tasks that are declared. */
    public static List<String> names(Desired desired) {
        return declared(desired.resources())
                .map(one -> one.launch().orElseThrow().task())
                .sorted()
                .toList();
    }

    private static Stream<Declared<?>> declared(Collection<Declared<?>> resources) {
        return resources.stream().filter(one -> one.launch().isPresent());
    }

    /** Those of a world that are complete. */
    static List<Launch> of(World world) {
        return world.sightings().values().stream()
                .flatMap(seen -> seen.wanted().launch().stream())
                .filter(launch -> References.in(launch).isEmpty())
                .toList();
    }

    /** Looks at what the Task needs, and at nothing else; empty while AWS does not have all of it. */
    public Optional<Launch> find(Desired desired, Access access, String task) {
        Graph graph = Graph.of(desired.resources());
        Scope scope = access.sweep();
        return declared(desired.resources())
                .filter(one -> one.launch().orElseThrow().task().equals(task))
                .findFirst()
                .flatMap(one -> {
                    Set<ResourceId> needed = needed(graph, one);
                    List<Declared<?>> which = desired.resources().stream()
                            .filter(other -> needed.contains(other.id()))
                            .toList();
                    World unseen = World.unseen(scope.environment(), desired.resources());
                    World seen = look.some(scope, graph, unseen, which);
                    Launch filled = References.fill(one.launch().orElseThrow(), seen::value);
                    return References.in(filled).isEmpty() ? Optional.of(filled) : Optional.empty();
                });
    }

    private static Set<ResourceId> needed(Graph graph, Declared<?> task) {
        Set<ResourceId> needed = new TreeSet<>();
        Deque<ResourceId> open = new ArrayDeque<>();
        for (Reference reference : References.in(task.launch().orElseThrow())) {
            open.add(reference.in(task.id().environment()));
        }
        while (!open.isEmpty()) {
            ResourceId next = open.pop();
            if (needed.add(next)) {
                open.addAll(graph.needs(next));
            }
        }
        return needed;
    }
}
