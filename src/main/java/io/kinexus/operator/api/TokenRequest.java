package io.kinexus.operator.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a token should be.
 *
 * @param name what people call it, at most 63 characters; its id when left out
 * @param role {@code viewer operator admin}
 * @param environments those that it is for; empty: all. It must be there: a token for all is not what a mistyped key makes
 * @param expiresIn ISO 8601, such as {@code P90D}, which it is when left out; from one minute to 366 days
 */
public record TokenRequest(
        Optional<String> name,
        Optional<String> role,
        Optional<List<String>> environments,
        Optional<Duration> expiresIn) {
    /** What no body at all is read as. */
    static TokenRequest empty() {
        return new TokenRequest(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
