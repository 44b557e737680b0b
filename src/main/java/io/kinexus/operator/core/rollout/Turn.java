package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Migration;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One look at a revision that was sent, and the rules that hold however far it is.
 *
 * @param from the state in which it was made
 * @param course with what this look shows
 * @param before when the deployment was last seen before this, or earlier
 * @param ours what is shown of this attempt's deployment
 */
record Turn(State from, Course course, Instant before, Deployment ours, Facts facts, Order order) {
    /** One look that fails must not end a rollout: for so long a deployment that was seen may be missing. */
    private static final Duration GONE = Duration.ofMinutes(5);

    /** When a deployment was last seen is kept to this, so that not every look is written to the ledger. */
    private static final Duration COARSE = Duration.ofSeconds(10);

    private static final Duration WITHOUT_ANALYSIS = Duration.ofSeconds(30);

    static Turn of(State from, Course course, Instant before, Facts facts, Order order) {
        Deployment ours = course.ours(facts.deployment());
        return new Turn(from, course.seen(ours), before, ours, facts, order);
    }

    Policy policy() {
        return order.policy();
    }

    boolean rolling() {
        return policy().strategy() == Strategy.ROLLING;
    }

    /** Whether there is something to go back to. */
    boolean covered() {
        return facts.good() && !order.first();
    }

    /** Whether no verdict is reason enough to stop. */
    boolean doubts() {
        return covered() && !course.waived();
    }

    boolean healthy() {
        return facts.health().verdict().level() == Level.HEALTHY;
    }

    /** When the deployment was last seen, for the next look. */
    Instant looked() {
        boolean missing = ours.status() == Status.NONE && course.sent().isPresent();
        return missing || facts.now().isBefore(before.plus(COARSE)) ? before : facts.now();
    }

    /** The last moment at which a verdict may still come in: one look at the metrics before ECS goes on by itself. */
    Instant last(Instant since, Duration bake) {
        Duration interval = policy().analysis().map(Policy.Analysis::interval).orElse(WITHOUT_ANALYSIS);
        Duration half = bake.dividedBy(2);
        return since.plus(bake).minus(interval.compareTo(half) < 0 ? interval : half);
    }

    /** Where it goes when it cannot simply go on; empty when it can. */
    Optional<Next> turned() {
        return movedByOthers()
                .or(() -> Wishes.of(facts, Kind.ROLLBACK).flatMap(wish -> back(Cause.PERSON, Wishes.takenBack(wish))))
                .or(() -> Wishes.of(facts, Kind.SUPERSEDE).flatMap(this::overtaken))
                .or(this::unhealthy);
    }

    private Optional<Next> unhealthy() {
        Verdict verdict = facts.health().verdict();
        return verdict.level() == Level.UNHEALTHY || facts.health().decisive()
                ? back(Cause.FAULT, "unhealthy in " + from.word() + at() + Words.said(Words.because(verdict)))
                : Optional.empty();
    }

    /** What ECS or somebody else did, and cannot be undone by wishing. */
    Optional<Next> movedByOthers() {
        return switch (ours.status()) {
            case OVERTAKEN -> Optional.of(overtakenByOthers());
            case STOPPED ->
                Optional.of(covered() ? overtakenByOthers() : noBaseline("ECS stopped it" + Words.said(ours.says())));
            case ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED -> Optional.of(takenBackByEcs());
            case NONE ->
                missing() && facts.now().isAfter(before.plus(GONE))
                        ? Optional.of(Next.to(new State.Superseded("ECS has not shown its deployment for "
                                + Words.time(GONE) + ": the service was deleted or made anew")))
                        : Optional.empty();
            case IN_PROGRESS, SUCCESSFUL -> Optional.empty();
        };
    }

    private Next overtakenByOthers() {
        return Next.to(
                new State.Superseded("by a deployment that this operator did not begin" + Words.said(ours.says())));
    }

    private boolean missing() {
        return course.sent().isPresent();
    }

    private Next takenBackByEcs() {
        String because = "ECS took it back in " + from.word() + at() + Words.said(ours.says());
        Optional<String> waits = facts.health().waits();
        return covered()
                ? rollingBack(
                        waits.isPresent() ? Cause.OUTSIDE : Cause.FAULT,
                        because + waits.map(Words::said).orElse(""))
                : noBaseline(because);
    }

    /** After a contract-phase migration nothing comes back first: ECS is let to end what it is at. */
    private Optional<Next> overtaken(Wish wish) {
        if (contract() && course.sent().isPresent() && ours.status() != Status.SUCCESSFUL) {
            return Optional.empty();
        }
        return course.sent().isPresent() && !contract()
                ? back(Cause.OVERTAKEN, Wishes.overtaken(wish))
                : Optional.of(Next.to(new State.Superseded(Wishes.overtaken(wish))));
    }

    /** Past the deadline; empty before, and where a person has said to go on without a way back. */
    Optional<Next> late(String because) {
        if (!course.late(facts, order)) {
            return Optional.empty();
        }
        boolean sent = course.sent().isPresent();
        return back(
                sent && facts.health().waits().isEmpty() ? Cause.FAULT : Cause.OUTSIDE,
                (sent ? "not done" : "not even sent") + " at the deadline of " + Words.time(policy().deadline())
                        + Words.said(because));
    }

    /** The way back; empty where there is none, and a person has said to go on. */
    Optional<Next> back(Cause cause, String because) {
        if (!covered()) {
            return Optional.of(withoutBaseline(cause, because));
        }
        if (!contract() || cause == Cause.PERSON) {
            return Optional.of(rollingBack(cause, because));
        }
        return course.waived()
                ? Optional.empty()
                : held(
                        cause,
                        because
                                + "; not taken back, since its migration is of phase contract and the old revision may"
                                + " not work any more; ECS goes on by itself; continue, rollback, or a newer"
                                + " revision");
    }

    private Next withoutBaseline(Cause cause, String because) {
        return switch (cause) {
            case FAULT, PERSON -> noBaseline(because);
            case OVERTAKEN -> Next.to(new State.Superseded(because));
            case DOUBT, OUTSIDE ->
                held(cause, because + "; there is nothing to go back to").orElseGet(() -> Next.to(from));
        };
    }

    private Optional<Next> held(Cause cause, String because) {
        return Optional.of(Next.to(new Held(course, cause, because, Optional.of(from.with(course)))));
    }

    private Next noBaseline(String because) {
        NoBaseline end = NoBaseline.of(course, because, facts.now(), policy().stopFirst());
        return new Next(end, end.commands(ours));
    }

    private Next rollingBack(Cause cause, String because) {
        RollingBack back =
                new RollingBack(course.leaving(ours), cause, ours.status() == Status.SUCCESSFUL, facts.now(), because);
        return new Next(back, back.commands(ours));
    }

    private boolean contract() {
        return covered()
                && course.migrated()
                && policy().migration().filter(Migration::contract).isPresent();
    }

    private String at() {
        return ours.percent() > 0 && !rolling() ? " at " + Words.percent(ours.percent()) + " of traffic" : "";
    }
}
