package io.kinexus.operator.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a token should be.
 *
 * @param name what people call it, at most 63 characters; its id when left out
 * @param role {@code viewer operator admin}
 * @param environments those that it is for; all when left out or empty
 * @param expiresIn ISO 8601, such as {@code P90D}, which it is when left out; from one minute to 366 days
 */
public record TokenRequest(
        Optional<String> name, String role, Optional<List<String>> environments, Optional<Duration> expiresIn) {}
