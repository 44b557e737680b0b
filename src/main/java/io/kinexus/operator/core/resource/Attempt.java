package io.kinexus.operator.core.resource;

import java.time.Duration;

/**
 * One committed intent to write.
 *
 * @param token at most 36 characters of [a-z0-9-]; the same for every retry of the same intent: the client token of APIs
 *     that have one
 * @param trying for how long the same difference has been tried to close, by this process; zero for the first try
 */
public record Attempt(String token, Duration trying) {
    /** The first try. */
    public Attempt(String token) {
        this(token, Duration.ZERO);
    }
}
