package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.Freeze;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.time.Instant;
import java.util.Optional;

/** Nothing is changed inside a freeze, but for what the freeze allows. */
public record FreezeWindow() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        for (Freeze freeze : now.settings().freezes()) {
            Optional<Instant> until = freeze.window().openUntil(now.now());
            if (until.isPresent() && !allowed(step, freeze)) {
                return new Ruling.Hold("freeze \"" + freeze.name() + "\" until " + until.get(), until);
            }
        }
        return new Ruling.Go();
    }

    private static boolean allowed(Step step, Freeze freeze) {
        return step.standing().scaling() && freeze.allow().contains(Freeze.Allowed.SCALING);
    }
}
