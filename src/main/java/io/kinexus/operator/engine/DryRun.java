package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.Access;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The same path as a turn, minus the last step: desired, observe, diff, plan, gate. Makes no mutating call, ever. */
public final class DryRun {
    private final Look look;

    public DryRun(Kinds kinds, Tags tags, Executor workers) {
        look = new Look(kinds, tags, workers);
    }

    /** @param now what the gates look at; {@link Circumstances#fresh} without a ledger */
    public Plan plan(Desired desired, Access access, Instant at, Circumstances now) {
        Graph graph = Graph.of(desired.resources());
        World world = look.all(access.sweep(), graph, desired.resources());
        return Drawing.plan(desired, graph, world, at, now);
    }

    /** The circumstances that a ledger remembers. */
    public static Circumstances remembered(Memory memory, Rollouts rollouts, Desired desired, Instant at) {
        return Ledgers.circumstances(memory, rollouts, desired.settings(), at);
    }
}
