package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.Map;

/** The same difference has outlived our attempts: stop until it, or the declaration, changes, or a person asks again. */
public record SameDifferenceAgain(int most) implements Gate {
    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        int times = now.tries().getOrDefault(step.id(), Map.of()).getOrDefault(step.fingerprint(), 0);
        return times < most
                ? new Ruling.Go()
                : new Ruling.Refuse("tried " + times
                        + " times, and the difference is still there; see the journal, then change the declaration or"
                        + " ask for a reconcile");
    }
}
