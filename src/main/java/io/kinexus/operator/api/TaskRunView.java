package io.kinexus.operator.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a Task.
 *
 * @param id the last part of the ECS task's ARN
 * @param status ECS's word, such as {@code PROVISIONING}; {@code STOPPED} when it has ended
 * @param exitCode of its container; empty until it has ended, and where it never started
 * @param passed whether it has ended, with 0
 * @param said how it ended; empty before
 * @param log the last lines that it wrote, newest last; empty until it has ended
 */
public record TaskRunView(
        String environment,
        String task,
        String id,
        String status,
        boolean ended,
        Optional<Integer> exitCode,
        boolean passed,
        String said,
        List<String> log,
        Instant createdAt) {
    public TaskRunView {
        log = List.copyOf(log);
    }
}
