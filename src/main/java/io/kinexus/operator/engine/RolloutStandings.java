package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.rollout.Held;
import io.kinexus.operator.core.rollout.NoBaseline;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.RollingBack;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rollouts have to say about an environment's health. Pure. */
record RolloutStandings(Courses courses, Instant now) {
    /** Alarms look back some minutes: those of a revision that was taken back clear within this time. */
    private static final Duration CLEARS = Duration.ofMinutes(15);

    List<String> failed(Plan plan) {
        return Stream.concat(
                        said(state -> state instanceof State.RollbackFailed || state instanceof NoBaseline).stream(),
                        gone(plan))
                .toList();
    }

    /** What is to be made, and may not be as it is declared: nothing of it runs. */
    private Stream<String> gone(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action() instanceof Action.Create && !step.goes())
                .flatMap(step -> courses.heldBack(step.id(), step.standing().revision()).stream()
                        .map(one -> step.id().local() + ": it is not there, and its declared revision is held back: "
                                + one.because() + "; declare another revision, or release this one"));
    }

    /** Rollouts that wait for a person. */
    List<String> waiting() {
        return said(Held.class::isInstance);
    }

    private List<String> said(Predicate<State> states) {
        return courses.newest().values().stream()
                .filter(one -> states.test(one.state()))
                .map(one -> one.order().service().local() + ": its rollout is "
                        + one.state().word() + ": " + one.state().because())
                .sorted()
                .toList();
    }

    /** What has not been sent yet, or is on its way back; of what was sent, the service itself tells whether it still moves. */
    boolean moving(Plan plan) {
        return courses.newest().values().stream()
                .filter(one -> !one.state().over() && !(one.state() instanceof Held))
                .anyMatch(one -> one.state().deploys() ? unsent(one, plan) : moves(one.state()));
    }

    private static boolean moves(State state) {
        return !state.looks().contains(State.Look.DEPLOYMENT) || state instanceof RollingBack;
    }

    private static boolean unsent(Rollout rollout, Plan plan) {
        return plan.step(rollout.order().service())
                .filter(step -> step.action().writes())
                .isPresent();
    }

    /** Declared revisions that were taken back and are kept out. */
    List<String> heldBack(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().writes())
                .flatMap(step -> courses.heldBack(step.id(), step.standing().revision()).stream()
                        .map(one -> sentence(step, one)))
                .toList();
    }

    private static String sentence(Step step, Quarantine one) {
        return step.id().local() + ": commit " + one.commit() + " is held back: " + one.because();
    }

    /** An alarm that a revision has caused does not count once that was taken back. */
    boolean excused(String alarm) {
        return courses.newest().values().stream()
                .filter(one -> one.state() instanceof State.RolledBack)
                .filter(one -> now.isBefore(
                        one.history().get(one.history().size() - 1).at().plus(CLEARS)))
                .anyMatch(one -> one.order().policy().place().alarms().contains(alarm)
                        && !one.subject().firing().containsKey(alarm));
    }
}
