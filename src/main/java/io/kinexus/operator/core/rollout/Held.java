package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * Waits for a person. Nothing of the new revision runs, unless there is a state to go on from: then ECS is, or was, at work.
 *
 * @param resume where {@code continue} goes on; empty: from the beginning once more
 */
public record Held(Course course, Cause cause, String because, Optional<State> resume) implements State {
    /** With nothing sent, or everything taken back. */
    static Held before(Course course, Cause cause, String because) {
        return new Held(course, cause, because, Optional.empty());
    }

    @Override
    public Next next(Facts facts, Order order) {
        return resume.map(state -> underWay(state, facts, order)).orElseGet(() -> atRest(facts));
    }

    private Next atRest(Facts facts) {
        Optional<State> ended = Wishes.of(facts, Kind.ROLLBACK)
                .<State>map(wish -> new RolledBack(Wishes.takenBack(wish) + "; " + because))
                .or(() -> Wishes.of(facts, Kind.SUPERSEDE).map(wish -> new Superseded(Wishes.overtaken(wish))));
        return Next.to(ended.or(() -> Wishes.of(facts, Kind.CONTINUE).map(wish -> again(wish, facts)))
                .orElse(this));
    }

    private State again(Wish wish, Facts facts) {
        boolean doubt = cause == Cause.DOUBT;
        return new Pending(
                course.again(facts.now(), doubt),
                "continued by " + wish.by() + (doubt ? "; no verdict does not stop it this time" : ""));
    }

    private Next underWay(State state, Facts facts, Order order) {
        Turn turn = Turn.of(state, course, facts.now(), facts, order);
        return turn.movedByOthers()
                .or(() -> Wishes.of(facts, Kind.ROLLBACK)
                        .flatMap(wish -> turn.back(Cause.PERSON, Wishes.takenBack(wish) + "; " + because)))
                .or(() -> Wishes.of(facts, Kind.SUPERSEDE).map(wish -> Next.to(new Superseded(Wishes.overtaken(wish)))))
                .or(() -> Wishes.of(facts, Kind.CONTINUE)
                        .map(wish -> Next.to(state.with(turn.course().consented(facts.now())))))
                .orElseGet(() -> Next.to(this));
    }

    @Override
    public Set<Look> looks() {
        return resume.isPresent() ? Set.of(Look.DEPLOYMENT) : Set.of();
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return wish.kind() == Kind.PROMOTE
                ? Optional.of("it waits for a person to say continue or rollback: " + because)
                : Optional.empty();
    }
}
