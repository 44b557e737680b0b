package io.kinexus.operator.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One rollout: what it is for, how far it is, and how it got there.
 *
 * @param id unique, of lower-case letters, digits and hyphens, at most 36
 * @param history what happened, oldest first
 */
public record Rollout(String id, Order order, Subject subject, State state, List<Moment> history) {
    public Rollout {
        history = List.copyOf(history);
    }

    /** One thing that happened. */
    public record Moment(Instant at, String state, String because) {}

    public static Rollout begin(String id, Order order) {
        State pending = new State.Pending(Course.of(order), order.reason());
        return new Rollout(
                id,
                order,
                Subject.unseen(),
                pending,
                List.of(new Moment(order.at(), pending.word(), pending.because())));
    }

    public Rollout subject(Subject found) {
        return new Rollout(id, order, found, state, history);
    }

    /** The same in another state; a change of the word is a moment of its history. */
    public Rollout state(State next, Instant at) {
        List<Moment> moments = new ArrayList<>(history);
        if (!next.word().equals(state.word())) {
            moments.add(new Moment(at, next.word(), next.because()));
        }
        return new Rollout(id, order, subject, next, moments);
    }

    /** The same with one more thing said. */
    public Rollout saying(String what, Instant at) {
        List<Moment> moments = new ArrayList<>(history);
        moments.add(new Moment(at, state.word(), what));
        return new Rollout(id, order, subject, state, moments);
    }
}
