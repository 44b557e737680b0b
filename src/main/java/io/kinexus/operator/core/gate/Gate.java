package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.util.List;

/** One reason to hold a step back, in one class. Gates see only steps that would write. */
@FunctionalInterface
public interface Gate {
    Ruling rule(Step step, Plan plan, Circumstances now);

    /** In the order in which they are asked; the first that does not say go decides. */
    List<Gate> ALL = List.of(
            new OnlyOurs(),
            new ObserveMode(),
            new Paused(),
            new CompletePlan(),
            new StatefulPermit(),
            new FreezeWindow(),
            new MostDeletes(),
            new MostRollouts(),
            new SameDifferenceAgain(3));

    /** The plan with a ruling on every step. */
    static Plan rule(Plan plan, List<Gate> gates, Circumstances now) {
        return plan.steps(plan.steps().stream()
                .map(step -> step.action().writes() ? step.ruling(first(gates, step, plan, now)) : step)
                .toList());
    }

    private static Ruling first(List<Gate> gates, Step step, Plan plan, Circumstances now) {
        return gates.stream()
                .map(gate -> gate.rule(step, plan, now))
                .filter(ruling -> !ruling.goes())
                .findFirst()
                .orElseGet(Ruling.Go::new);
    }
}
