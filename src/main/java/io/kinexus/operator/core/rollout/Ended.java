package io.kinexus.operator.core.rollout;

import java.util.List;

/**
 * How a one-off task ended.
 *
 * @param said exit code and stop reason
 * @param log the last lines of its log, newest last
 */
public record Ended(boolean passed, String said, List<String> log) {
    public Ended {
        log = List.copyOf(log);
    }
}
