package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;

/** What exists without our tag is refused, never taken over in silence. */
public record OnlyOurs() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return step.standing().foreign()
                ? new Ruling.Refuse("it exists without this environment's ownership tags;"
                        + " point at it with existing:, rename the declaration, or remove it by hand")
                : new Ruling.Go();
    }
}
