package io.kinexus.operator.engine;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What comes in by revisions: its policies, and the checks of those that a plan sends out. */
final class Revised {
    /** By check, the kinds that it is about. */
    private static final Map<String, Set<String>> ABOUT = Map.of(
            "execution-role", Set.of("role"),
            "secrets", Set.of("secret"),
            "target-group", Set.of("target-group", "listener-rule"),
            "listener", Set.of("listener-rule"),
            "certificate", Set.of("certificate", "listener"));

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
        return policies.isEmpty() ? plan : plan.checks(verified(plan, policies, scope, verifier));
    }

    /** Of all these; what fails now over something that this plan changes first has yet to be seen. */
    static Map<ResourceId, Verification> verified(
            Plan plan, Map<ResourceId, Policy> policies, Scope scope, Verifier verifier) {
        Map<ResourceId, Verification> found = new TreeMap<>();
        verifier.verify(scope, policies).forEach((id, verification) -> {
            Set<ResourceId> first = first(plan, id);
            found.put(
                    id,
                    new Verification(verification.checks().stream()
                            .map(check -> awaited(check, first))
                            .toList()));
        });
        return found;
    }

    private static Check awaited(Check check, Set<ResourceId> first) {
        String waits = first.stream()
                .filter(id -> ABOUT.getOrDefault(check.name(), Set.of())
                        .contains(id.kind().toString()))
                .map(ResourceId::local)
                .sorted()
                .collect(Collectors.joining(", "));
        return check.result() == Result.FAILED && !waits.isEmpty()
                ? new Check(check.name(), Result.NOT_CHECKED, "waits for " + waits + "; as it is now, " + check.said())
                : check;
    }

    /** What is written before it, near or far. */
    private static Set<ResourceId> first(Plan plan, ResourceId id) {
        Set<ResourceId> seen = new TreeSet<>();
        Deque<ResourceId> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            plan.step(open.pop()).stream()
                    .flatMap(step -> step.after().stream())
                    .filter(seen::add)
                    .forEach(open::push);
        }
        seen.removeIf(
                one -> plan.step(one).filter(step -> step.action().writes()).isEmpty());
        return seen;
    }
}
