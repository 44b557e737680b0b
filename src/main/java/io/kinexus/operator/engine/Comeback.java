package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;

/**
 * A service that is gone while its declared revision is kept out: it is made again from the last good revision, since an
 * outage is worse than a version behind. Pure.
 */
final class Comeback {
    private Comeback() {}

    /** What to make instead of what is declared; empty where that may be made as it is. */
    static Optional<Sighting<?, ?>> of(Step step, World world, Courses courses) {
        boolean keptOut = step.action() instanceof Action.Create
                && courses.heldBack(step.id(), Revisions.of(world, step.id())).isPresent();
        return keptOut ? courses.lastGood(step.id()).flatMap(good -> from(good, step.id(), world)) : Optional.empty();
    }

    private static Optional<Sighting<?, ?>> from(String good, ResourceId id, World world) {
        Optional<Declared<?>> open = Optional.ofNullable(world.declared().get(id));
        return world.of(id)
                .filter(seen -> seen.kind().rollsOut())
                .flatMap(seen -> open.map(declared -> seen.filled(
                        declared,
                        reference -> revised(reference, world) ? Optional.of(good) : world.value(reference))));
    }

    /** Whether it is what a revision is made of. */
    private static boolean revised(Reference reference, World world) {
        return world.of(reference.in(world.environment()))
                .filter(Revisions::neverChangesInPlace)
                .isPresent();
    }
}
