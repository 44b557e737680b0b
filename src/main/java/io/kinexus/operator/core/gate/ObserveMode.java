package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** An environment in observe mode is planned and reported, never written. */
public record ObserveMode() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return now.settings().mode() == Mode.OBSERVE
                ? new Ruling.Hold("the environment is in observe mode", Optional.empty())
                : new Ruling.Go();
    }
}
