package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;

/** What exists without our tag is refused, never taken over in silence. */
public record OnlyOurs() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        if (!step.standing().foreign()) {
            return new Ruling.Go();
        }
        return new Ruling.Refuse(
                step.action() instanceof Action.Delete
                        ? "somebody added it by hand, without this environment's ownership tags; remove it by hand, or"
                                + " declare what it is for"
                        : "it exists without this environment's ownership tags;"
                                + " point at it with existing:, rename the declaration, or remove it by hand");
    }
}
