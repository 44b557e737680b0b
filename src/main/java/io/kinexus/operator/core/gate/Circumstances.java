package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What gates look at besides the plan.
 *
 * @param tries what was attempted and did not go away
 * @param usedPermits permits that have done their one deed
 * @param courses how rollouts stand
 */
public record Circumstances(
        Settings settings,
        Instant now,
        boolean paused,
        Map<ResourceId, Tried> tries,
        Set<Permit> usedPermits,
        Courses courses) {
    public Circumstances {
        tries = Map.copyOf(tries);
        usedPermits = Set.copyOf(usedPermits);
    }

    /** Before anything was tried: for a plan without a ledger. */
    public static Circumstances fresh(Settings settings, Instant now) {
        return new Circumstances(settings, now, false, Map.of(), Set.of(), Courses.none());
    }

    /** What came of attempts at this very step. */
    Optional<Tried> tried(Step step) {
        return Optional.ofNullable(tries.get(step.id()))
                .filter(one -> one.fingerprint().equals(step.fingerprint()));
    }
}
