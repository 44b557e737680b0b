package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Access;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Everything outside that the loop works with.
 *
 * @param access opens the way into an environment's account; called again when its settings change
 * @param clock the loop's, gates' and rollouts' time: the sandbox's where there is one
 * @param workers looks at kinds side by side
 * @param pricing what a plan costs
 */
public record Ports(
        Kinds kinds,
        DesiredState desired,
        Leases leases,
        Journal journal,
        Runs runs,
        Memory memory,
        Rollouts rollouts,
        Tags tags,
        Function<Settings, Access> access,
        InstantSource clock,
        Executor workers,
        Pricing pricing) {
    /** Where nobody asks what anything costs. */
    public Ports(
            Kinds kinds,
            DesiredState desired,
            Leases leases,
            Journal journal,
            Runs runs,
            Memory memory,
            Rollouts rollouts,
            Tags tags,
            Function<Settings, Access> access,
            InstantSource clock,
            Executor workers) {
        this(kinds, desired, leases, journal, runs, memory, rollouts, tags, access, clock, workers, Pricing.NONE);
    }
}
