package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import java.util.Map;
import java.util.Optional;

/**
 * What makes one revision of a service another than the next: everything that replaces its tasks, and the contents of what
 * it refers to that never changes in place. Numbers that AWS gives to revisions are no part of it. Pure.
 */
final class Revisions {
    private Revisions() {}

    /** 64 hex digits; empty for what was not seen or does not roll out. */
    static Optional<String> of(World world, ResourceId id) {
        return world.of(id).filter(seen -> seen.kind().rollsOut()).map(seen -> digest(world, seen));
    }

    private static String digest(World world, Sighting<?, ?> seen) {
        return Names.sha256(wanted(world, seen).toString());
    }

    private static <S extends Spec, L extends Live> Map<String, String> wanted(World world, Sighting<S, L> seen) {
        Spec open = Optional.ofNullable(world.declared().get(seen.id()))
                .<Spec>map(declared -> declared.spec())
                .orElse(seen.wanted().spec());
        S filled = seen.kind().specType().cast(References.fill(open, reference -> value(world, reference)));
        return seen.kind().fields().wanted(filled, Effect.ROLLOUT);
    }

    private static Optional<String> value(World world, Reference reference) {
        return world.of(reference.in(world.environment()))
                .filter(Revisions::neverChangesInPlace)
                .map(renewed -> digest(world, renewed))
                .or(() -> world.value(reference));
    }

    private static boolean neverChangesInPlace(Sighting<?, ?> seen) {
        return !seen.kind().rollsOut()
                && seen.kind().fields().rows().stream().anyMatch(row -> row.effect() == Effect.ROLLOUT);
    }
}
