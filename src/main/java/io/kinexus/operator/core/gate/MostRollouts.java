package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.List;
import java.util.Optional;

/** At most so many services replace their tasks at the same time; the next ones go when these are at rest. */
public record MostRollouts() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        int most = now.settings().limits().maxConcurrentRollouts();
        if (!starts(step)) {
            return new Ruling.Go();
        }
        long running = plan.steps().stream()
                .filter(one -> one.standing().rollsOut() && !one.standing().settled() && !starts(one))
                .count();
        List<Step> starting =
                plan.steps().stream().filter(one -> one.goes() && starts(one)).toList();
        return running + starting.indexOf(step) < most
                ? new Ruling.Go()
                : new Ruling.Hold("limits.maxConcurrentRollouts is " + most, Optional.empty());
    }

    private static boolean starts(Step step) {
        return step.standing().rollsOut() && step.action() instanceof Action.RollOut;
    }
}
