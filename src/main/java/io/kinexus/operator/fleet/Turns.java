package io.kinexus.operator.fleet;

import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * db-scheduler's table, for what its own calls cannot do without a race: each statement touches a task only while nobody has
 * picked it.
 */
final class Turns {
    /** The task's name in the table. */
    static final String TASK = "turn";

    private static final String HASTEN = """
        update scheduled_tasks set execution_time = least(execution_time, clock_timestamp())
         where task_name = :task and task_instance = :environment and not picked
        """;
    private static final String KEEP_ONLY = """
        delete from scheduled_tasks
         where task_name = :task and not picked and not (task_instance = any(:environments))
        """;

    private final Jdbi jdbi;

    Turns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** False when the task is being worked, or does not exist. */
    boolean hasten(String environment) {
        return jdbi.withHandle(handle -> handle.createUpdate(HASTEN)
                        .bind("task", TASK)
                        .bind("environment", environment)
                        .execute())
                > 0;
    }

    /** A task that is being worked stays until it is asked again. */
    void keepOnly(Set<String> environments) {
        jdbi.useHandle(handle -> handle.createUpdate(KEEP_ONLY)
                .bind("task", TASK)
                .bindArray("environments", String.class, environments.toArray())
                .execute());
    }
}
