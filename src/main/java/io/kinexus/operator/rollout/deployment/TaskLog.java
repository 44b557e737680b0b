package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a task's containers wrote last. */
public final class TaskLog {
    private TaskLog() {}

    /**
     * Oldest line first; none where its definition writes to no CloudWatch log.
     *
     * @param definition the ARN of its task definition
     */
    public static List<String> tail(Scope scope, String task, String definition) {
        OneOffTask shown = new OneOffTask(
                task,
                "",
                definition,
                Instant.EPOCH,
                Optional.empty(),
                "",
                true,
                true,
                Optional.empty(),
                "",
                "",
                List.of());
        return TaskLogsAws.tail(scope, shown, TaskSettingsAws.of(scope, definition));
    }
}
