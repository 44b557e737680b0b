package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.time.Instant;
import java.util.Optional;

/** A change that interrupts who uses a database or a cache waits for its maintenance window; nothing else waits for it. */
public record MaintenanceWindow() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return step.standing()
                .window()
                .filter(window -> step.action() instanceof Action.Update)
                .filter(window -> window.openUntil(now.now()).isEmpty())
                .<Ruling>map(window -> held(window, now.now()))
                .orElseGet(Ruling.Go::new);
    }

    private static Ruling held(WeeklyWindow window, Instant now) {
        Instant opens = window.opens(now);
        return new Ruling.Hold(
                "it may interrupt who uses it, and waits for the maintenance window " + window + " UTC: from " + opens
                        + " on",
                Optional.of(opens));
    }
}
