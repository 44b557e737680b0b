package io.kinexus.operator.core.environment;

import java.time.Instant;
import java.util.Optional;

/** A stretch of time that comes once or again and again. */
@FunctionalInterface
public interface Window {
    /** When the window that contains this moment ends; empty when none does. */
    Optional<Instant> openUntil(Instant now);

    /** Once; the end is not part of it. */
    static Window between(Instant from, Instant to) {
        return now -> now.isBefore(from) || !now.isBefore(to) ? Optional.empty() : Optional.of(to);
    }
}
