package io.kinexus.operator.fleet;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.kinexus.operator.engine.Wakeups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * One replica among any number on the same database. Each environment is one task instance: queued once however often it is
 * woken, worked by one replica at a time, taken over when its replica is no longer heard of. Runs on real time.
 */
public final class Fleet implements Wakeups, AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MISSED_LIMIT = 4;

    private final Wakes wakes;
    private final Turns turns;
    private final Hints hints;
    private final Work work;
    private final InstantSource clock;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    /**
     * @param replica this process's name among the others
     * @param most environments worked at the same time here
     * @param patience how long {@link #close()} lets a turn go on
     */
    public Fleet(
            DataSource source,
            String replica,
            int most,
            Duration patience,
            Work work,
            Hints hints,
            InstantSource clock) {
        Jdbi jdbi = Jdbi.create(source);
        this.wakes = new Wakes(jdbi);
        this.turns = new Turns(jdbi);
        this.work = work;
        this.hints = hints;
        this.clock = clock;
        FailureHandler<Void> again = this::failed;
        this.task = Tasks.custom(Turns.TASK, Void.class)
                .onFailure(again)
                .onDeadExecutionRevive()
                .execute(this::execute);
        this.scheduler = Scheduler.create(source, task)
                .schedulerName(new SchedulerName.Fixed(replica))
                .threads(most)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_LIMIT)
                .shutdownMaxWait(patience)
                .build();
    }

    public void start() {
        scheduler.start();
        hints.listen(environment -> scheduler.triggerCheckForDueExecutions());
    }

    /** Makes sure that these have their task, due now when it is new, and that no other environment has one. */
    public void tend(Set<String> environments) {
        environments.forEach(environment -> scheduler.scheduleIfNotExists(task.instance(environment), clock.instant()));
        turns.keepOnly(environments);
    }

    @Override
    public void wake(String environment, String cause) {
        wakes.add(environment, cause);
        hasten(environment);
        hints.give(environment);
    }

    /** A turn that runs now looks at the wakes when it has ended; so a task that is being worked is left alone. */
    private void hasten(String environment) {
        if (!turns.hasten(environment)) {
            scheduler.scheduleIfNotExists(task.instance(environment), clock.instant());
        }
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        String environment = instance.getId();
        Optional<Wakes.Wake> wake = wakes.open(environment);
        Duration next = work.turn(environment, wake.map(Wakes.Wake::cause).orElse("schedule"));
        wake.ifPresent(served -> wakes.served(environment, served));
        return (complete, operations) -> {
            operations.reschedule(complete, clock.instant().plus(next));
            again(environment);
        };
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, clock.instant().plus(AFTER_FAILURE));
    }

    /** Looked at once the task is free: who wakes from now on finds it so, who woke before is seen here. */
    private void again(String environment) {
        if (wakes.open(environment).isPresent()) {
            hasten(environment);
        }
    }

    /** Lets running turns end, within the patience given. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
