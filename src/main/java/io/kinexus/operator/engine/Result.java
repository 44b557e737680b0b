package io.kinexus.operator.engine;

import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * How a step went.
 *
 * @param word {@code done waiting retryable terminal skipped}
 * @param lookAgainIn when another look is worth it
 * @param outside it failed for what only a person can lift elsewhere
 */
record Result(String word, String message, Optional<Duration> lookAgainIn, boolean outside) {
    Result(String word, String message, Optional<Duration> lookAgainIn) {
        this(word, message, lookAgainIn, false);
    }

    private static final String NEEDS_YOU = "needs you: ";

    static Result of(Outcome outcome) {
        return outcome.fold(
                done -> new Result("done", done.note(), Optional.empty()),
                waiting -> waiting(waiting.on(), waiting.lookAgainIn()),
                again -> new Result("retryable", text(again.failure()), Optional.empty()),
                never -> new Result(
                        "terminal",
                        text(never.failure()),
                        Optional.empty(),
                        never.failure().outside()));
    }

    static Result waiting(String on, Duration lookAgainIn) {
        return new Result("waiting", on, Optional.of(lookAgainIn));
    }

    static Result skipped(String because) {
        return new Result("skipped", because, Optional.empty());
    }

    boolean done() {
        return word.equals("done");
    }

    /** Whether AWS may have changed by it. */
    boolean wrote() {
        return done() || failed();
    }

    boolean failed() {
        return word.equals("terminal") || word.equals("retryable");
    }

    private static String text(Outcome.Failure failure) {
        return failure.message().startsWith(failure.code()) || failure.message().startsWith(NEEDS_YOU)
                ? failure.message()
                : failure.code() + ": " + failure.message();
    }
}
