package io.kinexus.operator.engine;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What comes in by revisions: its policies, and the checks of those that a plan sends out. */
final class Revised {
    private Revised() {}

    /** Of everything that has one, filled as far as the world is known. */
    static Map<ResourceId, Policy> policies(World world) {
        Map<ResourceId, Policy> policies = new TreeMap<>();
        world.sightings().forEach((id, seen) -> seen.wanted().policy().ifPresent(policy -> policies.put(id, policy)));
        return policies;
    }

    /** A plan that sends out nothing asks for nothing. */
    static Plan checked(Plan plan, World world, Scope scope, Verifier verifier) {
        Set<ResourceId> coming = plan.steps().stream()
                .map(Step::action)
                .filter(action -> action instanceof Action.Create || action instanceof Action.RollOut)
                .map(Action::id)
                .collect(Collectors.toSet());
        Map<ResourceId, Policy> policies = policies(world);
        policies.keySet().retainAll(coming);
        return policies.isEmpty() ? plan : plan.checks(verifier.verify(scope, policies));
    }
}
