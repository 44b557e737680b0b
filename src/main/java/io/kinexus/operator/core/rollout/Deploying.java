package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The new revision is sent, and its tasks start. No production traffic yet; a rolling deployment sends some to the first task
 * that is healthy.
 *
 * @param looked when it was last seen without production traffic, or up to ten seconds before
 */
public record Deploying(Course course, Instant looked, String because) implements State {
    @Override
    public Next next(Facts facts, Order order) {
        Turn turn = Turn.of(this, course, looked, facts, order);
        return turn.turned()
                .or(() -> moved(turn) ? Optional.of(onward(turn)) : turn.late(describe(turn)))
                .orElseGet(() -> stay(turn));
    }

    /** The weights of a first deployment tell nothing: all traffic is there from the beginning. */
    private static boolean moved(Turn turn) {
        Deployment ours = turn.ours();
        boolean weighed = ours.percent() > 0 && !turn.order().first();
        boolean moves = turn.rolling() ? ours.healthy() > 0 : weighed || ours.reached("PRODUCTION_TRAFFIC_SHIFT");
        return ours.status() == Status.SUCCESSFUL || (ours.status() == Status.IN_PROGRESS && moves);
    }

    /** Traffic may have moved at any moment since the look before. */
    private Next onward(Turn turn) {
        return Next.to(new Shifting(turn.course(), 0, looked, turn.facts().now(), false, "traffic moves"));
    }

    private Next stay(Turn turn) {
        return Next.to(new Deploying(turn.course(), turn.looked(), describe(turn)));
    }

    private String describe(Turn turn) {
        if (turn.course().sent().isEmpty()) {
            return because;
        }
        Deployment ours = turn.ours();
        String stage = ours.stage().isEmpty() ? "" : ours.stage() + ", ";
        return stage
                + Words.tasks(ours)
                + turn.facts().health().waits().map(why -> "; waits: " + why).orElse("");
    }

    @Override
    public Set<Look> looks() {
        return deploys() ? Set.of(Look.DEPLOYMENT) : Set.of(Look.DEPLOYMENT, Look.HEALTH);
    }

    @Override
    public boolean deploys() {
        return course.sent().isEmpty();
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return Wishes.refusedOnTheWay(wish, this);
    }

    @Override
    public State with(Course other) {
        return new Deploying(other, looked, because);
    }
}
