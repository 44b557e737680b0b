package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.engine.Examined;
import java.util.ArrayList;
import java.util.List;

/** What the plan already tells: what is held, what differs, what could not be read, what AWS says is not well. */
final class PlanExam implements Exam {
    @Override
    public String name() {
        return "the plan";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        List<Found> found = new ArrayList<>();
        Plan plan = seen.plan();
        plan.problems()
                .forEach(problem -> found.add(new Found(
                        Rank.UNKNOWN,
                        problem.id(),
                        problem.message(),
                        "mend what the message names; nothing is deleted" + " meanwhile")));
        plan.steps().forEach(step -> step(plan, step, found));
        seen.health().forEach((id, verdict) -> unwell(id, verdict, found));
        return found;
    }

    private static void step(Plan plan, Step step, List<Found> found) {
        for (Check check : plan.checks(step)) {
            if (check.result() == Result.FAILED) {
                found.add(new Found(
                        Rank.CANNOT_START,
                        step.id(),
                        "its next revision would fail: " + check.name() + ": " + check.said(),
                        "mend that before it goes out; `kinexus verify` checks again"));
            }
        }
        if (!step.action().writes()) {
            return;
        }
        if (!step.ruling().goes()) {
            found.add(new Found(
                    Rank.HELD,
                    step.id(),
                    "to " + step.action().word() + " it is "
                            + (step.ruling().decision().equals("refuse") ? "refused" : "held") + ": "
                            + step.ruling().because(),
                    "see the gates in docs/plan-and-gates.md for what lets it through"));
        } else if (step.action() instanceof Action.Delete) {
            found.add(new Found(Rank.IDLE, step.id(), "nobody declares it any more", "the next turn removes it"));
        } else {
            found.add(new Found(
                    Rank.DIFFERS,
                    step.id(),
                    step.action().word() + ": " + step.action().because(),
                    "the next turn makes it so; `kinexus plan` shows" + " the fields"));
        }
    }

    private static void unwell(ResourceId id, Verdict verdict, List<Found> found) {
        if (verdict.level() == Verdict.Level.UNHEALTHY) {
            found.add(new Found(
                    Rank.UNWELL, id, String.join("; ", verdict.because()), "AWS says so of it; its console has more"));
        }
    }
}
