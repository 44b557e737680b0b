package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.gate.Gate;
import io.kinexus.operator.core.plan.Finding;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Leftover;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Planner;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** From what is wanted and what was seen to a plan with rulings. Pure. */
final class Drawing {
    private Drawing() {}

    static Plan plan(Desired desired, Graph graph, World world, Instant at, Circumstances now) {
        List<Finding> findings = desired.resources().stream()
                .map(Declared::id)
                .map(world.sightings()::get)
                .filter(Objects::nonNull)
                .map(seen -> finding(seen, world))
                .toList();
        List<Leftover> leftovers =
                world.surplus().values().stream().map(Surplus::leftover).toList();
        Plan plan = Planner.plan(new Planner.Given(
                desired.settings().name(),
                desired.commit(),
                at,
                graph,
                findings,
                leftovers,
                desired.waiting(),
                world.problems()));
        return Gate.rule(plan, Gate.ALL, now);
    }

    private static Finding finding(Sighting<?, ?> seen, World world) {
        Set<Reference> unknown = seen.open().stream()
                .filter(reference -> unreadable(reference.in(world.environment()), world))
                .collect(Collectors.toSet());
        return new Finding(seen.wanted(), seen.diff(), unknown, seen.standing());
    }

    private static boolean unreadable(ResourceId id, World world) {
        return world.of(id).map(Sighting::unreadable).orElse(true);
    }
}
