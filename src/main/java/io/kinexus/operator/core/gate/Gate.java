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
            new Impossible(),
            new ObserveMode(),
            new Paused(),
            new CompletePlan(),
            new Guarded(),
            new StatefulPermit(),
            new FreezeWindow(),
            new MaintenanceWindow(),
            new OverBudget(),
            new OneRollout(),
            new NeedsYou(),
            new SameDifferenceAgain(3),
            new MostDeletes(),
            new MostRollouts());

    /** The plan with a ruling on every step; each gate sees what those before it have left to go. */
    static Plan rule(Plan plan, List<Gate> gates, Circumstances now) {
        Plan ruled = plan;
        for (Gate gate : gates) {
            ruled = HeldTogether.spread(rule(ruled, gate, now));
        }
        return ruled;
    }

    private static Plan rule(Plan plan, Gate gate, Circumstances now) {
        return plan.steps(plan.steps().stream()
                .map(step -> step.goes() ? heard(step, gate.rule(step, plan, now)) : step)
                .toList());
    }

    /** What an earlier gate has said about how it goes stays. */
    private static Step heard(Step step, Ruling ruling) {
        return ruling.goes() && ruling.because().isEmpty() ? step : step.ruling(ruling);
    }
}
