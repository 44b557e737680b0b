package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** The same path as a turn, minus the last step: desired, observe, diff, plan, gate. Makes no mutating call, ever. */
public final class DryRun {
    private final Look look;
    private final Verifier verifier;
    private final Pricing pricing;

    public DryRun(Kinds kinds, Tags tags, Executor workers) {
        this(kinds, tags, workers, Verifier.NONE);
    }

    /** @param verifier looks at what would roll out */
    public DryRun(Kinds kinds, Tags tags, Executor workers, Verifier verifier) {
        this(kinds, tags, workers, verifier, Pricing.NONE);
    }

    /** @param pricing what the plan costs */
    public DryRun(Kinds kinds, Tags tags, Executor workers, Verifier verifier, Pricing pricing) {
        this.pricing = pricing;
        look = new Look(kinds, tags, workers);
        this.verifier = verifier;
    }

    /** @param now what the gates look at; {@link Circumstances#fresh} without a ledger */
    public Plan plan(Desired desired, Access access, Instant at, Circumstances now) {
        Graph graph = Graph.of(desired.resources());
        Scope scope = access.sweep();
        World world = look.all(scope, graph, desired.resources());
        return Revised.checked(Drawing.plan(desired, graph, world, at, now, pricing), world, scope, verifier);
    }

    /**
     * A plan and all that it was drawn from, for whoever looks further.
     *
     * @param further is given the scope of the very same sweep
     */
    public <T> T examine(
            Desired desired, Access access, Instant at, Circumstances now, BiFunction<Scope, Examined, T> further) {
        Graph graph = Graph.of(desired.resources());
        Scope scope = access.sweep();
        World world = look.all(scope, graph, desired.resources());
        Plan plan = Revised.checked(Drawing.plan(desired, graph, world, at, now, pricing), world, scope, verifier);
        Map<ResourceId, Map<String, String>> outputs = new TreeMap<>();
        Map<ResourceId, Verdict> health = new TreeMap<>();
        world.sightings().forEach((id, seen) -> {
            outputs.put(id, seen.outputs());
            health.put(id, seen.health());
        });
        return further.apply(scope, new Examined(plan, Revised.policies(world), outputs, health, now.courses()));
    }

    /** What is found of everything that has revisions, whether it would roll out or not. */
    public Map<ResourceId, Verification> verify(Desired desired, Access access, Instant at) {
        Scope scope = access.sweep();
        Graph graph = Graph.of(desired.resources());
        World unseen = World.unseen(scope.environment(), desired.resources());
        World world = look.some(scope, graph, unseen, desired.resources());
        Plan plan = Drawing.plan(desired, graph, world, at, Circumstances.fresh(desired.settings(), at), pricing);
        return Revised.verified(plan, Revised.policies(world), scope, verifier);
    }

    /** The circumstances that a ledger remembers. */
    public static Circumstances remembered(Memory memory, Rollouts rollouts, Desired desired, Instant at) {
        return Ledgers.circumstances(memory, rollouts, desired.settings(), at);
    }
}
