package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Plan;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** When the next turn is due. Pure. */
final class Pace {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration WHILE_MOVING = Duration.ofSeconds(15);

    private Pace() {}

    /** At once after a change, soon while AWS is at work or something is waited for, else at the fast interval. */
    static Duration next(Settings settings, Plan left, Applier.Applied applied) {
        if (applied.results().values().stream().anyMatch(Result::done)) {
            return AT_ONCE;
        }
        Optional<Duration> waiting = applied.results().values().stream()
                .flatMap(result -> result.lookAgainIn().stream())
                .min(Comparator.naturalOrder());
        boolean moving = left.steps().stream().anyMatch(step -> !step.standing().settled());
        Duration soonest = waiting.orElse(moving ? WHILE_MOVING : settings.fast());
        return soonest.compareTo(settings.fast()) < 0 ? soonest : settings.fast();
    }
}
