package io.kinexus.operator.engine;

/** Asks for a turn soon. Any number of asks while an environment is worked cause exactly one further turn. */
@FunctionalInterface
public interface Wakeups {
    /** @param cause {@code commit drift wake manual} */
    void wake(String environment, String cause);
}
