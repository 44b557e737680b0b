package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * At most so many services replace their tasks at the same time; the next ones go when these are at rest. Tasks may be
 * replaced by a rollout, or by a deployment that somebody else began.
 */
public record MostRollouts() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        int most = now.settings().limits().maxConcurrentRollouts();
        if (!starts(step, now)) {
            return new Ruling.Go();
        }
        long running = plan.steps().stream()
                .filter(one -> one.standing().rollsOut() && !starts(one, now))
                .filter(one -> !one.standing().settled() || now.courses().replacing(one.id()))
                .count();
        List<Step> starting = plan.steps().stream()
                .filter(one -> one.goes() && starts(one, now))
                .toList();
        return running + starting.indexOf(step) < most
                ? new Ruling.Go()
                : new Ruling.Hold("limits.maxConcurrentRollouts is " + most, Optional.empty());
    }

    private static boolean starts(Step step, Circumstances now) {
        return step.standing().rollsOut()
                && step.action() instanceof Action.RollOut
                && !now.courses().replacing(step.id());
    }
}
