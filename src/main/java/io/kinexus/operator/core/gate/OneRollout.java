package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.rollout.Held;
import io.kinexus.operator.core.rollout.NoBaseline;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Watching;
import java.util.Optional;

/**
 * A service has one rollout at a time: another revision waits until the one under way has been taken back, and what is
 * changed besides waits until it has ended. A revision that was taken back is not tried again.
 */
public record OneRollout() implements Gate {
    private static final int SHORT = 8;

    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        if (step.action() instanceof Action.Delete) {
            return new Ruling.Go();
        }
        if (stopped(step, now)) {
            return new Ruling.Hold(
                    "its first deployment has failed and it is stopped; another revision starts it", Optional.empty());
        }
        if (!step.standing().rollsOut()) {
            return forNobody(step, plan, now);
        }
        return heldBack(step, now)
                .map(one -> keptOut(step, one, now.courses()))
                .or(() -> now.courses().underWay(step.id()).flatMap(one -> beside(step, one)))
                .orElseGet(Ruling.Go::new);
    }

    /** A count, or a scaler let go, would start the revision that was stopped. */
    private static boolean stopped(Step step, Circumstances now) {
        boolean counts = step.action() instanceof Action.Update
                && (step.standing().rollsOut() || step.standing().scaling());
        return counts
                && now.courses().newest().values().stream()
                        .filter(one -> one.state() instanceof NoBaseline
                                && one.order().policy().stopFirst())
                        .anyMatch(one -> step.from()
                                .filter(from ->
                                        from.name().equals(one.order().service().name()))
                                .isPresent());
    }

    /** What a revision is made of is not made either while that revision is kept out. */
    private static Ruling forNobody(Step step, Plan plan, Circumstances now) {
        return plan.steps().stream()
                .filter(user -> step.action() instanceof Action.RollOut)
                .filter(user -> user.after().contains(step.id()))
                .flatMap(user -> heldBack(user, now).stream())
                .findFirst()
                .<Ruling>map(one -> new Ruling.Hold(heldBack(one), Optional.empty()))
                .orElseGet(Ruling.Go::new);
    }

    /** A service that is gone comes back as it was; its declared revision stays out. */
    private static Ruling keptOut(Step step, Quarantine one, Courses courses) {
        return step.action() instanceof Action.Create
                ? courses.lastGood(step.id())
                        .<Ruling>map(good -> new Ruling.Go("made from the last good revision: " + heldBack(one)))
                        .orElseGet(() -> new Ruling.Hold(heldBack(one), Optional.empty()))
                : new Ruling.Hold(heldBack(one), Optional.empty());
    }

    private static Optional<Quarantine> heldBack(Step step, Circumstances now) {
        return replaces(step) && step.standing().rollsOut()
                ? now.courses().heldBack(step.id(), step.standing().revision())
                : Optional.empty();
    }

    /** Whether it sends out a revision. */
    static boolean replaces(Step step) {
        return step.action() instanceof Action.RollOut || step.action() instanceof Action.Create;
    }

    private static String heldBack(Quarantine one) {
        return "revision " + cut(one.revision()) + " of commit " + cut(one.commit()) + " was taken back: "
                + one.because() + "; another revision, or release, lifts this";
    }

    private static Optional<Ruling> beside(Step step, Rollout rollout) {
        boolean same = step.standing()
                .revision()
                .filter(rollout.order().revision()::equals)
                .isPresent();
        State state = rollout.state();
        if (state instanceof Held) {
            return Optional.of(new Ruling.Hold(
                    same
                            ? "the rollout waits for a person: " + state.because() + "; continue or rollback"
                            : "the rollout of another revision ends first",
                    Optional.empty()));
        }
        if (replaces(step) && same && unsent(state)) {
            return Optional.empty();
        }
        return state instanceof Watching && !replaces(step)
                ? Optional.empty()
                : Optional.of(new Ruling.Hold("its rollout is " + state.word(), Optional.empty()));
    }

    private static boolean unsent(State state) {
        return state.deploys() || !state.looks().contains(State.Look.DEPLOYMENT);
    }

    private static String cut(String id) {
        String bare = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return bare.substring(0, Math.min(SHORT, bare.length()));
    }
}
