package io.kinexus.operator.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened in one turn of the loop: what status and history show.
 *
 * @param cause {@code schedule commit drift wake manual start}
 * @param result {@code in-sync changed waiting held failed broken paused observed}
 * @param plan the plan's hash; empty when none could be made
 * @param lines one for each step that was not kept, in the order of the plan
 */
public record Run(
        String environment,
        String commit,
        String cause,
        Instant at,
        Duration took,
        String result,
        String plan,
        List<Line> lines,
        List<String> problems) {
    public Run {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /**
     * One step.
     *
     * @param outcome {@code done waiting retryable terminal held refused skipped planned}
     */
    public record Line(String resource, String action, String outcome, String message) {}
}
