package io.kinexus.operator.api;

import java.util.Optional;

/**
 * That everything of an environment is to go.
 *
 * @param confirm the environment's name again
 * @param maxDeletes from how many declarations may be removed; the environment's limit when left out
 */
public record DestroyRequest(Optional<String> confirm, Optional<Integer> maxDeletes) {
    /** What no body at all is read as. */
    static DestroyRequest empty() {
        return new DestroyRequest(Optional.empty(), Optional.empty());
    }
}
