package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * All traffic is on the new revision, and the old one's tasks still run. Where all traffic moved at once, this is the step
 * that needs a verdict.
 *
 * @param since the earliest moment at which the last traffic may have moved
 * @param looked when the deployment was last seen, or up to ten seconds before
 * @param held whether it was found healthy since
 */
public record Baking(Course course, Instant since, Instant looked, boolean held, String because) implements State {
    @Override
    public Next next(Facts facts, Order order) {
        Turn turn = Turn.of(this, course, looked, facts, order);
        return turn.turned()
                .or(() -> noVerdict(turn))
                .or(() -> turn.ours().status() == Status.SUCCESSFUL
                        ? Optional.of(Next.to(new Watching(
                                turn.course(), facts.now(), facts.now(), "ECS is done; the old tasks may be gone")))
                        : Optional.empty())
                .orElseGet(() -> stay(turn));
    }

    private Optional<Next> noVerdict(Turn turn) {
        Policy policy = turn.policy();
        boolean needed = policy.strategy() == Strategy.BLUE_GREEN
                && policy.analysis().isPresent()
                && !policy.bake().isZero()
                && turn.doubts();
        boolean ends = turn.ours().status() == Status.SUCCESSFUL
                || !turn.facts().now().isBefore(turn.last(since, policy.bake()));
        return needed && !held && !turn.healthy() && ends
                ? turn.back(
                        Cause.DOUBT,
                        "no verdict in the bake of " + Words.time(policy.bake())
                                + Words.said(Words.because(turn.facts().health().verdict())))
                : Optional.empty();
    }

    private Next stay(Turn turn) {
        boolean holds = held || turn.healthy();
        String found = holds
                ? "found healthy"
                : "no verdict yet"
                        + Words.said(Words.because(turn.facts().health().verdict()));
        return Next.to(new Baking(
                turn.course(),
                since,
                turn.looked(),
                holds,
                "all traffic is on the new revision, " + Words.tasks(turn.ours()) + "; " + found));
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.DEPLOYMENT, Look.HEALTH);
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return Wishes.refusedOnTheWay(wish, this);
    }

    @Override
    public State with(Course other) {
        return new Baking(other, since, looked, held, because);
    }
}
