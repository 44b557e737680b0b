package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** A person has paused the environment. */
public record Paused() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return now.paused()
                ? new Ruling.Hold("the environment is paused; resume it to go on", Optional.empty())
                : new Ruling.Go();
    }
}
