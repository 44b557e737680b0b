package io.kinexus.operator.rollout.signal;

import java.util.Optional;

/**
 * What AWS answered, or why it did not.
 *
 * @param value empty if it could not be read
 * @param problem for people; empty if it could be read
 */
record Answer<T>(Optional<T> value, String problem) {
    static <T> Answer<T> of(T value) {
        return new Answer<>(Optional.of(value), "");
    }

    static <T> Answer<T> none(String problem) {
        return new Answer<>(Optional.empty(), problem);
    }
}
