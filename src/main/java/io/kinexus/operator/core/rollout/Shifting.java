package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Production traffic moves, by ECS's own hand: it goes on to the next step when a step's bake ends, whatever anybody thinks
 * of it. So each step needs a healthy verdict before.
 *
 * @param step counts from 0; a rollout that moves all traffic at once has none but this
 * @param since the earliest moment at which the traffic of this step may have moved
 * @param looked when the deployment was last seen at this step, or up to ten seconds before
 * @param held whether it was found healthy at this step
 */
public record Shifting(Course course, int step, Instant since, Instant looked, boolean held, String because)
        implements State {
    private static final double ALL = 99.95;
    private static final double ROUNDED = 0.05;

    @Override
    public Next next(Facts facts, Order order) {
        Turn turn = Turn.of(this, course, looked, facts, order);
        return turn.turned()
                .or(() -> arrived(turn) ? arrival(turn) : underWay(turn))
                .or(() -> turn.late(describe(turn)))
                .orElseGet(() -> stay(turn));
    }

    private static boolean arrived(Turn turn) {
        Deployment ours = turn.ours();
        boolean all = !turn.rolling() && (ours.percent() >= ALL || ours.reached("POST_PRODUCTION_TRAFFIC_SHIFT"));
        return ours.status() == Status.SUCCESSFUL || (ours.status() == Status.IN_PROGRESS && all);
    }

    /** All traffic is there. */
    private Optional<Next> arrival(Turn turn) {
        int steps = turn.policy().steps().size();
        Optional<Next> back = steps == 0 ? Optional.empty() : unseen(turn, steps);
        if (back.isPresent()) {
            return back;
        }
        Instant now = turn.facts().now();
        State next = turn.rolling()
                ? new Watching(turn.course(), now, now, "ECS is done; " + Words.tasks(turn.ours()))
                : new Baking(turn.course(), moved(turn), now, false, "all traffic is on the new revision");
        return Optional.of(Next.to(next));
    }

    private Optional<Next> underWay(Turn turn) {
        int reached = reached(turn);
        if (reached > step) {
            return unseen(turn, reached)
                    .or(() -> Optional.of(Next.to(new Shifting(
                            turn.course(), reached, moved(turn), turn.facts().now(), false, at(turn, reached)))));
        }
        return needed(turn) && !turn.healthy() && !held && !turn.facts().now().isBefore(last(turn))
                ? turn.back(
                        Cause.DOUBT,
                        "no verdict at " + percent(turn, step) + " of traffic, and ECS goes on at the earliest at "
                                + since.plus(turn.policy().stepBake()).truncatedTo(ChronoUnit.SECONDS)
                                + Words.said(Words.because(turn.facts().health().verdict()))
                                + "; declare a larger percent or a longer stepBake, or continue without a verdict")
                : Optional.empty();
    }

    /** ECS has gone on before a verdict was held: what this look shows is of the step after. */
    private Optional<Next> unseen(Turn turn, int reached) {
        return needed(turn) && (!held || reached > step + 1)
                ? turn.back(
                        Cause.DOUBT,
                        "no verdict at " + percent(turn, held ? step + 1 : step) + " of traffic before ECS went on to "
                                + percent(turn, reached))
                : Optional.empty();
    }

    private boolean needed(Turn turn) {
        return turn.doubts()
                && step < turn.policy().steps().size()
                && !turn.policy().stepBake().isZero();
    }

    private Instant last(Turn turn) {
        return turn.last(since, turn.policy().stepBake());
    }

    /** Not before the look at which the step was still this one, nor before ECS had held it for its time. */
    private Instant moved(Turn turn) {
        boolean holds = step < turn.policy().steps().size();
        Instant earliest = holds ? since.plus(turn.policy().stepBake()) : since;
        return earliest.isAfter(looked) && !earliest.isAfter(turn.facts().now()) ? earliest : looked;
    }

    private int reached(Turn turn) {
        double percent = turn.ours().percent() + ROUNDED;
        long passed =
                turn.policy().steps().stream().filter(one -> one <= percent).count();
        return Math.max(step, (int) passed - 1);
    }

    private Next stay(Turn turn) {
        boolean holds = held || turn.healthy();
        State same = new Shifting(turn.course(), step, since, turn.looked(), holds, describe(turn));
        return Next.to(same);
    }

    private String describe(Turn turn) {
        String waits =
                turn.facts().health().waits().map(why -> "; waits: " + why).orElse("");
        String verdict = held || turn.healthy()
                ? "; found healthy"
                : "; no verdict yet"
                        + Words.said(Words.because(turn.facts().health().verdict()));
        return at(turn, step) + waits + verdict;
    }

    private static String at(Turn turn, int step) {
        return turn.rolling()
                ? Words.tasks(turn.ours())
                : percent(turn, step) + " of traffic is on the new revision, " + Words.tasks(turn.ours());
    }

    private static String percent(Turn turn, int step) {
        List<Double> steps = turn.policy().steps();
        return Words.percent(step < steps.size() ? steps.get(step) : 100);
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
        return new Shifting(other, step, since, looked, held, because);
    }
}
