package io.kinexus.operator.engine;

import java.time.Instant;

/**
 * How an intent ended.
 *
 * @param result {@code done waiting retryable terminal}, or {@code found} / {@code not-found} when a later start looked
 */
public record Settled(String result, String message, Instant at) {}
