package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** What makes an environment dearer waits while the plan would lead above its budget; what makes it cheaper never does. */
public record OverBudget() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return plan.cost()
                .filter(cost -> cost.holds() && cost.raising().contains(step.id()))
                .flatMap(cost -> cost.over())
                .<Ruling>map(why -> new Ruling.Hold(why, Optional.empty()))
                .orElseGet(Ruling.Go::new);
    }
}
