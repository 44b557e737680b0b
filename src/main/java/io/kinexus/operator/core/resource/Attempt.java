package io.kinexus.operator.core.resource;

import java.time.Duration;
import java.time.Instant;

/**
 * One committed intent to write.
 *
 * @param token at most 36 characters of [a-z0-9-]; the same for every retry of the same intent: the client token of APIs
 *     that have one
 * @param trying for how long the same difference has been tried to close, by this process; zero for the first try
 * @param at when, by the environment's clock: for what is done at certain times only
 */
public record Attempt(String token, Duration trying, Instant at) {
    /** The first try of what may be done at any time. */
    public Attempt(String token) {
        this(token, Duration.ZERO, Instant.EPOCH);
    }
}
