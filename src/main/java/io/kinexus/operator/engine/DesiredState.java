package io.kinexus.operator.engine;

import java.util.List;
import java.util.function.Function;

/** Where desired state comes from. An error is not empty: only a complete, faultless read is a value. */
public interface DesiredState {

    /** The names of all environments that can be told apart, in order; each may still turn out broken. */
    List<String> environments();

    Reading read(String environment);

    /**
     * Somebody has just taken an environment over, or was told that there is news of it: looks again at where it comes from,
     * so that nothing older is read than what was in force before. Returns soon, and says in the next read what went wrong.
     *
     * @param commit what the last turn of the environment was made with; empty when there was none
     */
    default void renew(String environment, String commit) {}

    /** What a read gave. */
    sealed interface Reading {
        <R> R fold(Function<Desired, R> complete, Function<List<String>, R> broken);

        /** Every file was read, and nothing is wrong with any. */
        record Complete(Desired desired) implements Reading {
            @Override
            public <R> R fold(Function<Desired, R> complete, Function<List<String>, R> broken) {
                return complete.apply(desired);
            }
        }

        /** @param problems every mistake, each one line in the contract's form; at least one */
        record Broken(List<String> problems) implements Reading {
            public Broken {
                problems = List.copyOf(problems);
            }

            @Override
            public <R> R fold(Function<Desired, R> complete, Function<List<String>, R> broken) {
                return broken.apply(problems);
            }
        }
    }
}
