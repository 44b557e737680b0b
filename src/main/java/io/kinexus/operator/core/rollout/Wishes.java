package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.Wish.Kind;
import java.util.Optional;

/** What becomes of wishes before a revision is sent, and the sentences for those that cannot be had. */
final class Wishes {
    private Wishes() {}

    static Optional<Wish> of(Facts facts, Kind kind) {
        return facts.wish().filter(wish -> wish.kind() == kind);
    }

    /** The end that somebody wants, which costs nothing yet. */
    static Optional<State> beforeAnythingWasSent(Facts facts) {
        Optional<State> rolledBack = of(facts, Kind.ROLLBACK)
                .map(wish -> new State.RolledBack(takenBack(wish) + " before anything was sent"));
        return rolledBack.or(() -> of(facts, Kind.SUPERSEDE).map(wish -> new State.Superseded(overtaken(wish))));
    }

    static String takenBack(Wish wish) {
        return "taken back by " + wish.by();
    }

    static String overtaken(Wish wish) {
        return "overtaken by " + wish.by();
    }

    static Optional<String> refusedUntilSent(Wish wish, State state) {
        return switch (wish.kind()) {
            case PROMOTE -> Optional.of("nothing has been sent yet, so there is nothing to promote: " + state.word());
            case CONTINUE -> notHeld(state);
            case ROLLBACK, SUPERSEDE -> Optional.empty();
        };
    }

    static Optional<String> refusedOnTheWay(Wish wish, State state) {
        return switch (wish.kind()) {
            case PROMOTE ->
                Optional.of("ECS decides when " + state.word()
                        + " ends, and holds each step for its time; promote ends Watching");
            case CONTINUE -> notHeld(state);
            case ROLLBACK, SUPERSEDE -> Optional.empty();
        };
    }

    static Optional<String> notHeld(State state) {
        return Optional.of("it is " + state.word() + " and goes on by itself; continue resumes from Held");
    }
}
