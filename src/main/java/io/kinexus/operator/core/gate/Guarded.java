package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;

/** What AWS would not let go, or not without loss, is refused whole before anything of it is touched. */
public record Guarded() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        boolean removes = step.action() instanceof Action.Delete || step.action() instanceof Action.Replace;
        return step.standing()
                .guarded()
                .filter(why -> removes)
                .<Ruling>map(Ruling.Refuse::new)
                .orElseGet(Ruling.Go::new);
    }
}
