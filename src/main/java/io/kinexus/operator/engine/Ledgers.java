package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.gate.Courses;
import java.time.Instant;

/** What the ledger remembers, in the form in which gates ask for it. */
final class Ledgers {
    private Ledgers() {}

    static Circumstances circumstances(Memory memory, Rollouts rollouts, Settings settings, Instant at) {
        return new Circumstances(
                settings,
                at,
                memory.paused(settings.name()),
                memory.tries(settings.name()),
                memory.usedPermits(settings.name()),
                Courses.of(rollouts.current(settings.name()), rollouts.quarantines(settings.name())));
    }
}
