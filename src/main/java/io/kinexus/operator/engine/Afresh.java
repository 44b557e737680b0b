package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.rollout.NoBaseline;
import java.util.Optional;

/**
 * A service of which only a first revision that failed is known, and that is stopped, begins anew with the next
 * revision: as an update ECS would start the tasks of the failed one beside it, and their failures would end both. Pure.
 */
final class Afresh {
    private Afresh() {}

    /** The plan, with what is to be updated made anew where that is so. */
    static Plan in(Plan plan, World world, Courses courses) {
        return plan.steps(plan.steps().stream()
                .map(step -> begins(step, world, courses) ? anew(step) : step)
                .toList());
    }

    private static boolean begins(Step step, World world, Courses courses) {
        boolean failed = Optional.ofNullable(courses.newest().get(step.id()))
                .filter(one -> one.state() instanceof NoBaseline && one.state().over())
                .isPresent();
        return failed
                && step.action() instanceof Action.RollOut
                && courses.heldBack(step.id(), step.standing().revision()).isEmpty()
                && world.of(step.id()).filter(Sighting::idle).isPresent();
    }

    private static Step anew(Step step) {
        Action anew = new Action.Replace(
                step.id(),
                "its first revision failed and it is stopped; it is made anew",
                step.action().changes());
        return new Step(anew, step.from(), step.after(), step.yielded(), step.standing(), step.ruling());
    }
}
