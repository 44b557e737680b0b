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

    /**
     * 64 hex digits; empty for what was not seen or does not roll out, and while anything that it refers to is not known:
     * what could not be read for once must not look like another revision.
     */
    static Optional<String> of(World world, ResourceId id) {
        return world.of(id).filter(seen -> seen.kind().rollsOut()).flatMap(seen -> digest(world, seen));
    }

    private static <S extends Spec, L extends Live> Optional<String> digest(World world, Sighting<S, L> seen) {
        Spec open = Optional.ofNullable(world.declared().get(seen.id()))
                .<Spec>map(declared -> declared.spec())
                .orElse(seen.wanted().spec());
        S filled = seen.kind().specType().cast(References.fill(open, reference -> value(world, reference)));
        Map<String, String> wanted = seen.kind().fields().wanted(filled, Effect.ROLLOUT);
        return References.in(filled).isEmpty() ? Optional.of(Names.sha256(wanted.toString())) : Optional.empty();
    }

    private static Optional<String> value(World world, Reference reference) {
        Optional<Sighting<?, ?>> renewed =
                world.of(reference.in(world.environment())).filter(Revisions::neverChangesInPlace);
        return renewed.isPresent() ? renewed.flatMap(one -> digest(world, one)) : world.value(reference);
    }

    /** Such as a task definition: what differs is another revision. */
    static boolean neverChangesInPlace(Sighting<?, ?> seen) {
        return !seen.kind().rollsOut()
                && seen.kind().fields().rows().stream().anyMatch(row -> row.effect() == Effect.ROLLOUT);
    }
}
