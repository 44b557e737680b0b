package io.kinexus.operator.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a rollout is. Each state is a record that holds what that state needs, and answers what comes next. Here are those
 * in which nothing is under way yet, or any more; each of the others has a file of its own.
 */
public sealed interface State
        permits State.Pending,
                Verifying,
                Migrating,
                Deploying,
                Shifting,
                Baking,
                Watching,
                RollingBack,
                Held,
                NoBaseline,
                State.Succeeded,
                State.RolledBack,
                State.RollbackFailed,
                State.Superseded {

    /**
     * Given what is known now, where next, and what must be done to get there. No clock, no I/O. The same facts again give the
     * same answer, and in the state that it leads to the same commands until the facts show their effect.
     */
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

    /** Whether nothing happens any more by itself, nor by anybody's wish. */
    default boolean over() {
        return false;
    }

    /** Whether the new revision may be sent to ECS now. */
    default boolean deploys() {
        return false;
    }

    /**
     * Since when the last good revision is sent again: the deployment to look at is that one then, not the new revision's, and
     * is shown as on its way back, turned back, or as having failed to be. Empty in all other states.
     */
    default Optional<Instant> restores() {
        return Optional.empty();
    }

    /** Whether the revision is not to be tried again, and why. */
    default Optional<String> quarantines() {
        return Optional.empty();
    }

    /**
     * Why that cannot be had in this state; empty where it can. A wish stands until the state that follows refuses it: then it
     * has had its effect, or can have none.
     */
    default Optional<String> refuses(Wish wish) {
        return Optional.of("the rollout has ended: " + word());
    }

    /** The same state with other things kept in mind; those that do not go on from where they were stay as they are. */
    default State with(Course course) {
        return this;
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

        static Next to(State state, Command... commands) {
            return new Next(state, List.of(commands));
        }
    }

    /** Waits its turn. */
    record Pending(Course course, String because) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            Optional<State> left = Wishes.beforeAnythingWasSent(facts);
            if (left.isPresent()) {
                return Next.to(left.get());
            }
            return facts.now().isBefore(order.notBefore()) ? Next.to(this) : Next.to(new Verifying(course, ""));
        }

        @Override
        public Optional<String> refuses(Wish wish) {
            return Wishes.refusedUntilSent(wish, this);
        }
    }

    /** The new revision runs and was watched, or a person was content. */
    record Succeeded(String because) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            return Next.to(this);
        }

        @Override
        public boolean over() {
            return true;
        }
    }

    /** The last good revision has all traffic, or never lost any. */
    record RolledBack(String because) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            return Next.to(this);
        }

        @Override
        public boolean over() {
            return true;
        }

        @Override
        public Optional<String> quarantines() {
            return Optional.of(because);
        }
    }

    /** The last good revision could not be brought back: a person is needed. */
    record RollbackFailed(String because) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            return Next.to(this);
        }

        @Override
        public boolean over() {
            return true;
        }

        @Override
        public Optional<String> quarantines() {
            return Optional.of(because);
        }
    }

    /** Something newer is wanted, or somebody else's deployment has taken its place. */
    record Superseded(String because) implements State {
        @Override
        public Next next(Facts facts, Order order) {
            return Next.to(this);
        }

        @Override
        public boolean over() {
            return true;
        }
    }
}
