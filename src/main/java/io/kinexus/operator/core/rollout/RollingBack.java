package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On the way back: traffic first. While ECS still keeps the old tasks it is told to roll its deployment back; after that, or
 * when ECS fails to, or brings it back with other secrets than it ran with, the last good revision is sent once more.
 *
 * @param cold whether the last good revision is sent, its tasks being gone
 * @param since when this way was taken
 */
public record RollingBack(Course course, Cause cause, boolean cold, Instant since, String because) implements State {
    /** A write that was under way when it was called off shows within this time. */
    static final Duration SETTLES = Duration.ofMinutes(2);

    /** Weights follow ECS's word within this time, or are not believed. */
    private static final Duration WEIGHTS = Duration.ofMinutes(10);

    private static final Duration SHORTEST_LIMIT = Duration.ofMinutes(30);

    /** A rollout that ended well is opened once more: what ran before it is sent. */
    public static RollingBack onceMore(Instant now, String because) {
        Course course = new Course(now, Optional.empty(), Optional.empty(), false, false);
        return new RollingBack(course, Cause.PERSON, true, now, because);
    }

    @Override
    public Next next(Facts facts, Order order) {
        Deployment shown = course.ours(facts.deployment());
        return cold ? restoring(shown, facts, order) : stopping(shown, facts, order);
    }

    private Next stopping(Deployment shown, Facts facts, Order order) {
        return switch (shown.status()) {
            case NONE -> unsent(shown, facts, order);
            case IN_PROGRESS ->
                passed(facts, limit(order))
                        ? restore(shown, facts, "ECS did not roll back in " + Words.time(limit(order)))
                        : seen(shown);
            case ROLLING_BACK -> seen(shown);
            case ROLLED_BACK -> rolledBack(shown, facts, order);
            case SUCCESSFUL ->
                cause == Cause.OVERTAKEN
                        ? Next.to(new Superseded(because + "; ECS had ended its deployment already"))
                        : restore(shown, facts, "ECS had ended its deployment already");
            case ROLLBACK_FAILED -> restore(shown, facts, "ECS failed to roll back" + Words.said(shown.says()));
            case STOPPED -> restore(shown, facts, "ECS stopped without rolling back" + Words.said(shown.says()));
            case OVERTAKEN -> done("something else has taken its place" + Words.said(shown.says()));
        };
    }

    /** What was sent and cannot be seen is not gone. */
    private Next unsent(Deployment shown, Facts facts, Order order) {
        if (course.sent().isPresent()) {
            return passed(facts, limit(order))
                    ? restore(shown, facts, "ECS does not show its deployment")
                    : Next.to(this);
        }
        return passed(facts, SETTLES) ? done("nothing had been sent") : Next.to(this);
    }

    /** A deployment that shows up only now is this rollout's too. */
    private Next seen(Deployment shown) {
        RollingBack same = new RollingBack(course.seen(shown), cause, cold, since, because);
        return new Next(same, same.commands(shown));
    }

    private Next rolledBack(Deployment shown, Facts facts, Order order) {
        boolean back = !shifted(shown, order);
        if (back && facts.astray() && cause != Cause.OVERTAKEN) {
            return restore(
                    shown,
                    facts,
                    "all traffic is on the last good revision, but new tasks of it would read other secrets");
        }
        if (back) {
            return done("all traffic is on the last good revision");
        }
        return passed(facts, WEIGHTS) ? restore(shown, facts, "ECS has rolled back, but " + left(shown)) : seen(shown);
    }

    /** ECS's word is not enough where the listener's weights can be read. */
    private static boolean shifted(Deployment shown, Order order) {
        return order.policy().strategy() != Strategy.ROLLING && shown.percent() > 0;
    }

    private static String left(Deployment shown) {
        return Words.percent(shown.percent()) + " of traffic still goes to the new revision";
    }

    private Next restore(Deployment shown, Facts facts, String why) {
        String how = because + "; " + why;
        return facts.good()
                ? Next.to(
                        new RollingBack(
                                course.leaving(shown),
                                cause,
                                true,
                                facts.now(),
                                how + ", so the last good revision is sent"),
                        Command.RESTORE)
                : Next.to(new RollbackFailed(how + ", and there is nothing to go back to"));
    }

    private Next restoring(Deployment shown, Facts facts, Order order) {
        boolean late = passed(facts, limit(order));
        String after = "the last good revision is not back after " + Words.time(limit(order)) + ": ";
        if (!course.isAnother(shown)) {
            return late ? failed(after + "it could not be sent") : Next.to(this, Command.RESTORE);
        }
        boolean ended = shown.status() == Status.SUCCESSFUL || shown.status() == Status.ROLLED_BACK;
        if (ended && !shifted(shown, order)) {
            return done("the last good revision is back, " + Words.tasks(shown));
        }
        if (shown.status() == Status.OVERTAKEN) {
            return done("something else has taken the last good revision's place" + Words.said(shown.says()));
        }
        if (shown.status() == Status.ROLLBACK_FAILED || shown.status() == Status.STOPPED) {
            return failed("the last good revision could not be brought back" + Words.said(shown.says()));
        }
        return late ? failed(after + (ended ? left(shown) : Words.tasks(shown))) : Next.to(this);
    }

    /** What is to be done while ECS shows this. */
    List<Command> commands(Deployment shown) {
        if (cold) {
            return course.isAnother(shown) ? List.of() : List.of(Command.RESTORE);
        }
        return shown.status() == Status.IN_PROGRESS ? List.of(Command.STOP_DEPLOYMENT) : List.of();
    }

    private Next done(String how) {
        String both = because + "; " + how;
        return Next.to(
                switch (cause) {
                    case FAULT, PERSON -> new RolledBack(both);
                    case DOUBT, OUTSIDE -> Held.before(course, cause, both);
                    case OVERTAKEN -> new Superseded(both);
                });
    }

    private Next failed(String how) {
        return Next.to(new RollbackFailed(because + "; " + how));
    }

    private boolean passed(Facts facts, Duration time) {
        return facts.now().isAfter(since.plus(time));
    }

    private static Duration limit(Order order) {
        Duration deadline = order.policy().deadline();
        return deadline.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : deadline;
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.DEPLOYMENT);
    }

    @Override
    public Optional<Instant> restores() {
        return cold ? Optional.of(since) : Optional.empty();
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return switch (wish.kind()) {
            case PROMOTE -> Optional.of("it is on its way back: " + because);
            case CONTINUE -> Wishes.notHeld(this);
            case ROLLBACK -> Optional.of("it is on its way back already: " + because);
            case SUPERSEDE -> Optional.of("it is on its way back; what is newer follows when that is done");
        };
    }
}
