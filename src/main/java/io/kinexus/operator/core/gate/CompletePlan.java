package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** Nothing is removed on half a picture: while anything could not be read, deletes and replaces wait. */
public record CompletePlan() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        boolean removes = step.action() instanceof Action.Delete || step.action() instanceof Action.Replace;
        return removes && !plan.complete()
                ? new Ruling.Hold(
                        "the plan is not complete, and nothing is removed on half a picture", Optional.empty())
                : new Ruling.Go();
    }
}
