package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;

/** A change that AWS does not make by any call is refused in the plan, and never tried. */
public record Impossible() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return step.standing().impossible().<Ruling>map(Ruling.Refuse::new).orElseGet(Ruling.Go::new);
    }
}
