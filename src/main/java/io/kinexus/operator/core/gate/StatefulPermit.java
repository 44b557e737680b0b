package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** What holds data is never deleted or replaced without a permit that names the live ARN. */
public record StatefulPermit() implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        Optional<Permit.Kind> needed = needed(step);
        if (needed.isEmpty() || permit(step, needed.get(), now).isPresent()) {
            return new Ruling.Go();
        }
        String word = step.action().word();
        return new Ruling.Refuse("it holds data; to " + word + " it, add to the Environment: permits: [{action: " + word
                + ", resource: " + step.standing().arn().orElse("<its ARN>") + ", until: <time>, reason: <why>}]");
    }

    /** The unused permit in force that allows this step, if it needs one and there is one. */
    public static Optional<Permit> permit(Step step, Circumstances now) {
        return needed(step).flatMap(kind -> permit(step, kind, now));
    }

    private static Optional<Permit.Kind> needed(Step step) {
        if (!step.standing().stateful()) {
            return Optional.empty();
        }
        if (step.action() instanceof Action.Delete) {
            return Optional.of(Permit.Kind.DELETE);
        }
        return step.action() instanceof Action.Replace ? Optional.of(Permit.Kind.REPLACE) : Optional.empty();
    }

    private static Optional<Permit> permit(Step step, Permit.Kind kind, Circumstances now) {
        return now.settings().permits().stream()
                .filter(permit -> permit.action() == kind)
                .filter(permit -> step.standing().arn().equals(Optional.of(permit.arn())))
                .filter(permit -> permit.until().isAfter(now.now()))
                .filter(permit -> !now.usedPermits().contains(permit))
                .findFirst();
    }
}
