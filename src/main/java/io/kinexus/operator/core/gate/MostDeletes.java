package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/**
 * A plan that deletes more than it may is held whole in its deletes, not cut to fit: the reason is more likely a mistake
 * in the files than a wish.
 */
public record MostDeletes() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        int most = now.settings().limits().maxDeletes();
        if (!removes(step)) {
            return new Ruling.Go();
        }
        long deletes = plan.steps().stream().filter(MostDeletes::removes).count();
        return deletes <= most
                ? new Ruling.Go()
                : new Ruling.Hold(
                        "the plan removes " + deletes + " resources and limits.maxDeletes is " + most
                                + "; raise it in the Environment if this is meant",
                        Optional.empty());
    }

    private static boolean removes(Step step) {
        return step.action() instanceof Action.Delete || step.action() instanceof Action.Replace;
    }
}
