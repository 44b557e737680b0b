package io.kinexus.operator.fleet;

import java.time.Duration;

/** What is done when an environment is due. */
@FunctionalInterface
public interface Work {
    /**
     * One turn.
     *
     * @param cause {@code schedule commit drift wake manual start}
     * @return how long, of real time, until the next turn is due by itself
     */
    Duration turn(String environment, String cause);
}
