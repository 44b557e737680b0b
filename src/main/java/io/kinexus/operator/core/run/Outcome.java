package io.kinexus.operator.core.run;

import java.time.Duration;
import java.util.function.Function;

/** How one attempt ended. The engine, and only the engine, turns this into a next try. */
public sealed interface Outcome {

    <R> R fold(
            Function<Done, R> done,
            Function<Waiting, R> waiting,
            Function<Retryable, R> retryable,
            Function<Terminal, R> terminal);

    static Outcome done() {
        return new Done("");
    }

    static Outcome waiting(String on, Duration lookAgainIn) {
        return new Waiting(on, lookAgainIn);
    }

    static Outcome retryable(String code, String message) {
        return new Retryable(new Failure(code, message, false));
    }

    static Outcome terminal(String code, String message) {
        return new Terminal(new Failure(code, message, false));
    }

    /** Final as far as the files go; a person can lift it elsewhere: a permission, a quota, a name. */
    static Outcome needsYou(String code, String message) {
        return new Terminal(new Failure(code, message, true));
    }

    /** AWS took it. Whether it is there and at rest is for the next look to say. */
    record Done(String note) implements Outcome {
        @Override
        public <R> R fold(
                Function<Done, R> done,
                Function<Waiting, R> waiting,
                Function<Retryable, R> retryable,
                Function<Terminal, R> terminal) {
            return done.apply(this);
        }
    }

    /** Accepted, or not possible yet. Not an error, costs no retry. */
    record Waiting(String on, Duration lookAgainIn) implements Outcome {
        @Override
        public <R> R fold(
                Function<Done, R> done,
                Function<Waiting, R> waiting,
                Function<Retryable, R> retryable,
                Function<Terminal, R> terminal) {
            return waiting.apply(this);
        }
    }

    /** Likely to pass: throttling, time-outs, conflicts. Retried with backoff. */
    record Retryable(Failure failure) implements Outcome {
        @Override
        public <R> R fold(
                Function<Done, R> done,
                Function<Waiting, R> waiting,
                Function<Retryable, R> retryable,
                Function<Terminal, R> terminal) {
            return retryable.apply(this);
        }
    }

    /** Will not pass by itself: denied, invalid, quota. Held until the spec, or the world, changes. */
    record Terminal(Failure failure) implements Outcome {
        @Override
        public <R> R fold(
                Function<Done, R> done,
                Function<Waiting, R> waiting,
                Function<Retryable, R> retryable,
                Function<Terminal, R> terminal) {
            return terminal.apply(this);
        }
    }

    /**
     * AWS's own error code, and a sentence for people. Never holds a secret value.
     *
     * @param outside what helps is done outside the files, so that it is worth trying again although nothing here changed
     */
    record Failure(String code, String message, boolean outside) {}
}
