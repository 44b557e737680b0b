package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.gate.Gate;
import io.kinexus.operator.core.plan.Finding;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Planner;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From what is wanted and what was seen to a plan with rulings. Pure. */
final class Drawing {
    private Drawing() {}

    static Plan plan(Desired desired, Graph graph, World world, Instant at, Circumstances now, Pricing pricing) {
        List<Finding> findings = findings(desired, graph, world);
        Plan plan = Planner.plan(new Planner.Given(
                desired.settings().name(),
                desired.commit(),
                at,
                graph,
                findings,
                Leaving.of(world),
                desired.waiting(),
                world.problems()));
        Plan afresh = Afresh.in(plan, world, now.courses());
        return Gate.rule(Costs.priced(afresh, world, desired.settings(), pricing), Gate.ALL, now);
    }

    private record Compared(Sighting<?, ?> seen, Diff diff) {}

    private static List<Finding> findings(Desired desired, Graph graph, World world) {
        List<Compared> compared = desired.resources().stream()
                .flatMap(one -> world.of(one.id()).stream())
                .map(seen -> new Compared(seen, seen.diff()))
                .toList();
        Set<ResourceId> renewed = compared.stream()
                .filter(Drawing::renewed)
                .map(one -> one.seen().id())
                .collect(Collectors.toSet());
        return compared.stream()
                .map(one -> graph.needs(one.seen().id()).isEmpty()
                        ? one
                        : new Compared(one.seen(), following(one.seen(), world, renewed)))
                .map(one -> finding(one, world))
                .toList();
    }

    /** What never changes in place gets a new revision, with an ARN that nobody knows yet. */
    private static boolean renewed(Compared one) {
        return one.diff() instanceof Diff.Drifted drift
                && drift.worst() == Effect.ROLLOUT
                && !one.seen().kind().rollsOut();
    }

    /**
     * The difference to what it refers to as that is by now, which may be newer than its own look; and once that has its new
     * revision: both belong to one plan.
     */
    private static Diff following(Sighting<?, ?> seen, World world, Set<ResourceId> renewed) {
        Declared<?> open = Optional.<Declared<?>>ofNullable(world.declared().get(seen.id()))
                .orElse(seen.wanted());
        return seen.diff(open, reference -> {
            ResourceId id = reference.in(world.environment());
            return renewed.contains(id) ? Optional.of("the next revision of " + id.local()) : world.value(reference);
        });
    }

    private static Finding finding(Compared one, World world) {
        Sighting<?, ?> seen = one.seen();
        Set<Reference> unknown = seen.open().stream()
                .filter(reference -> unreadable(reference.in(world.environment()), world))
                .collect(Collectors.toSet());
        return new Finding(
                seen.wanted(),
                one.diff(),
                unknown,
                standing(one, world),
                seen.kind().comesLater());
    }

    private static Standing standing(Compared one, World world) {
        Standing standing = one.seen().standing(one.diff());
        return one.diff() instanceof Diff.InSync
                ? standing
                : Revisions.of(world, one.seen().id()).map(standing::revision).orElse(standing);
    }

    private static boolean unreadable(ResourceId id, World world) {
        return world.of(id).map(Sighting::unreadable).orElse(true);
    }
}
