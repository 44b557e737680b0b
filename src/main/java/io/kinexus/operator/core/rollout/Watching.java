package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * ECS is done and the old tasks may be gone; what regresses now is still taken back.
 *
 * @param looked when the deployment was last seen, or up to ten seconds before
 */
public record Watching(Course course, Instant since, Instant looked, String because) implements State {
    /** A service without requests at night must not be watched until the morning. */
    private static final Duration LONGEST_EXTENSION = Duration.ofMinutes(30);

    @Override
    public Next next(Facts facts, Order order) {
        Turn turn = Turn.of(this, course, looked, facts, order);
        Optional<State> ended = Wishes.of(facts, Kind.SUPERSEDE)
                .<State>map(wish -> new Superseded(Wishes.overtaken(wish)))
                .or(() -> Wishes.of(facts, Kind.PROMOTE).map(wish -> new Succeeded("promoted by " + wish.by())));
        return turn.movedByOthers()
                .or(() -> ended.map(Next::to))
                .or(turn::turned)
                .orElseGet(() -> watch(turn));
    }

    private Next watch(Turn turn) {
        Duration watch = turn.policy().watch();
        Duration extension = watch.compareTo(LONGEST_EXTENSION) < 0 ? watch : LONGEST_EXTENSION;
        Duration passed = Duration.between(since, turn.facts().now());
        String open = Words.said(Words.because(turn.facts().health().verdict()));
        if (passed.compareTo(watch) < 0) {
            return stay(turn, "watched for " + Words.time(watch) + (turn.healthy() ? "" : "; no verdict now" + open));
        }
        if (turn.healthy() || watch.isZero()) {
            return Next.to(new Succeeded("watched for " + Words.time(watch)));
        }
        return turn.course().waived() || passed.compareTo(watch.plus(extension)) >= 0
                ? Next.to(new Succeeded("watched for " + Words.time(passed) + ", at the end without a verdict" + open))
                : stay(
                        turn,
                        "no verdict after " + Words.time(watch) + open + "; it is watched for at most "
                                + Words.time(extension) + " more");
    }

    private Next stay(Turn turn, String why) {
        return Next.to(new Watching(turn.course(), since, turn.looked(), why));
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.DEPLOYMENT, Look.HEALTH);
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return wish.kind() == Kind.CONTINUE ? Wishes.notHeld(this) : Optional.empty();
    }

    @Override
    public State with(Course other) {
        return new Watching(other, since, looked, because);
    }
}
