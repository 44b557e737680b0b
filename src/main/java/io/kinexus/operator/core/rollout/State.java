package io.kinexus.operator.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far a rollout is. Each state is a record that holds what that state needs, and answers what comes next. */
public sealed interface State {

    /** Given what is known now, where next, and what must be done to get there. No clock, no I/O. */
    Next next(Facts facts, Order order);

    /** The contract's word. */
    default String word() {
        return getClass().getSimpleName();
    }

    /** Why it is in this state, for people; may be empty. */
    default String because() {
        return "";
    }

    /** What has to be looked at in this state. */
    default Set<Look> looks() {
        return Set.of();
    }

    /** Whether nothing happens any more by itself. */
    default boolean over() {
        return false;
    }

    /** Whether the new revision may be sent to ECS now. */
    default boolean deploys() {
        return false;
    }

    /** Whether the revision is not to be tried again, and why. */
    default Optional<String> quarantines() {
        return Optional.empty();
    }

    /** Kinds of evidence. */
    enum Look {
        VERIFICATION,
        MIGRATION,
        TEST,
        DEPLOYMENT,
        HEALTH
    }

    /** Where to, and what to do; the state is stored before anything is done. */
    record Next(State state, List<Command> commands) {
        public Next {
            commands = List.copyOf(commands);
        }

        static Next stay(State state) {
            return new Next(state, List.of());
        }

        static Next to(State state, Command... commands) {
            return new Next(state, List.of(commands));
        }
    }

    /** Waits its turn. */
    record Pending(Instant since) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            return Next.stay(this);
        }
    }
}
