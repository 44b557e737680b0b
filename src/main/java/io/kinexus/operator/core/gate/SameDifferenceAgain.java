package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/** The same difference has outlived our attempts: stop until it, or the declaration, changes, or a person asks again. */
public record SameDifferenceAgain(int most) implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        Optional<Tried> tried = now.tried(step).filter(one -> !one.outside() && one.times() >= most);
        return tried.<Ruling>map(one -> new Ruling.Refuse("tried " + one.times() + " times, "
                        + (one.said().isEmpty()
                                ? "and the difference is still there"
                                : "and the last time: " + one.said())
                        + "; see the journal, then change the declaration or ask for a reconcile"))
                .orElseGet(Ruling.Go::new);
    }
}
