package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.plan.Problem;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was seen of one environment, as values.
 *
 * @param declared as the files want it, references still open; the sightings hold them filled
 * @param declarations who asked for what is ours, as its tags tell
 */
record World(
        String environment,
        Map<ResourceId, Declared<?>> declared,
        Map<ResourceId, Sighting<?, ?>> sightings,
        Map<ResourceId, Surplus<?>> surplus,
        Map<ResourceId, DeclarationId> declarations,
        List<Problem> problems) {
    World {
        declarations = Map.copyOf(declarations);
        declared = Map.copyOf(declared);
        sightings = Map.copyOf(sightings);
        surplus = Map.copyOf(surplus);
        problems = List.copyOf(problems);
    }

    static World unseen(String environment, Collection<Declared<?>> wanted) {
        Map<ResourceId, Declared<?>> declared = new LinkedHashMap<>();
        wanted.forEach(one -> declared.put(one.id(), one));
        return new World(environment, declared, Map.of(), Map.of(), Map.of(), List.of());
    }

    Optional<Sighting<?, ?>> of(ResourceId id) {
        return Optional.ofNullable(sightings.get(id));
    }

    /** What a reference stands for, once that is known. An empty output is not known: emptiness is never written. */
    Optional<String> value(Reference reference) {
        return of(reference.in(environment)).flatMap(seen -> seen.output(reference.output()));
    }

    List<FieldChange> tagDrift(ResourceId id) {
        return of(id).map(Sighting::tags).orElse(List.of());
    }

    /** The same with the tags that were found to be missing. */
    World tagged(Map<ResourceId, List<FieldChange>> drift) {
        return with(sightings.values().stream()
                .map(seen -> seen.tags(drift.getOrDefault(seen.id(), List.of())))
                .toList());
    }

    /** The same, with the tags of these believed to be as wanted until the next full look. */
    World untagged(Collection<ResourceId> written) {
        return with(sightings.values().stream()
                .filter(seen -> written.contains(seen.id()))
                .map(seen -> seen.tags(List.of()))
                .toList());
    }

    /** The same with newer sightings in place of older ones. */
    World with(Collection<? extends Sighting<?, ?>> newer) {
        Map<ResourceId, Sighting<?, ?>> all = new LinkedHashMap<>(sightings);
        newer.forEach(one -> all.put(one.id(), one));
        return new World(environment, declared, all, surplus, declarations, problems);
    }
}
