package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.elbv2.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Moves one task through its states on the clock. The twenty seconds to RUNNING and each image's fate are the sandbox's
 * own; how the twenty seconds divide is a guess.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html">Lifecycle</a>
 */
final class TaskLife {
    private static final Duration ATTACH = Duration.ofSeconds(5);
    private static final Duration PULL = Duration.ofSeconds(10);
    private static final Duration ACTIVATE = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(2);
    private static final Duration CRASH = Duration.ofSeconds(5);
    private static final Duration OUT_OF_MEMORY = Duration.ofSeconds(60);
    private static final Duration FLAKE = Duration.ofSeconds(90);
    private static final Duration ONE_OFF = Duration.ofSeconds(30);
    private static final Duration BETWEEN_STOPS = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int KILLED = 137;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Account account;
    private final StartChecks checks;
    private final TaskLogs logs;
    private final Consumer<TaskState> changed;
    private final Consumer<TaskState> forgotten;

    /**
     * @param changed told after each change of state
     * @param forgotten told when a stopped task can no longer be described
     */
    TaskLife(Account account, StartChecks checks, Consumer<TaskState> changed, Consumer<TaskState> forgotten) {
        this.account = account;
        this.checks = checks;
        this.logs = new TaskLogs(account);
        this.changed = changed;
        this.forgotten = forgotten;
    }

    void begin(TaskState task) {
        after(ATTACH, task, this::pend);
    }

    private void pend(TaskState task) {
        task.move("PENDING");
        task.connectedAt = Optional.of(account.now());
        task.pullStartedAt = Optional.of(account.now());
        after(PULL, task, this::pulled);
    }

    private void pulled(TaskState task) {
        Optional<String> refusal = checks.refusal(task);
        if (refusal.isPresent()) {
            end(task, TaskStopCode.TASK_FAILED_TO_START, refusal.get(), Optional.empty());
            return;
        }
        task.pullStoppedAt = Optional.of(account.now());
        after(ACTIVATE, task, this::activate);
    }

    private void activate(TaskState task) {
        task.move("ACTIVATING");
        after(START, task, this::run);
    }

    private void run(TaskState task) {
        task.move("RUNNING");
        task.startedAt = Optional.of(account.now());
        logs.started(task);
        int status = task.birth.behaviour() == ImageBehaviour.UNHEALTHY ? UNAVAILABLE : OK;
        for (TaskState.Target target : task.birth.targets()) {
            targets()
                    .register(
                            target.groupArn(),
                            task.birth.ip(),
                            target.port(),
                            () -> task.exit.isPresent() ? 0 : status);
        }
        task.checks.begin(account, task, changed);
        fate(task);
    }

    private void fate(TaskState task) {
        switch (task.birth.behaviour()) {
            case CRASH -> exitAfter(CRASH, task, 1, "");
            case OOM ->
                exitAfter(OUT_OF_MEMORY, task, KILLED, "OutOfMemoryError: Container killed due to memory usage");
            case FLAKY -> exitAfter(FLAKE, task, 1, "");
            default -> {
                // it runs until it is stopped
            }
        }
        if (task.service.isEmpty() && !listens(task)) {
            exitAfter(ONE_OFF, task, task.birth.behaviour() == ImageBehaviour.BADMIGRATION ? 1 : 0, "");
        }
    }

    /** What listens on a port, and was not given another command, ends when it is stopped and not before: a guess. */
    private static boolean listens(TaskState task) {
        boolean other = task.birth.overrides().stream()
                .flatMap(overrides -> overrides.containerOverrides().stream())
                .anyMatch(ContainerOverride::hasCommand);
        return !other
                && task.birth.definition().containerDefinitions().stream()
                        .anyMatch(container -> !container.portMappings().isEmpty());
    }

    private void exitAfter(Duration delay, TaskState task, int code, String reason) {
        after(
                delay,
                task,
                ended -> end(
                        ended,
                        TaskStopCode.ESSENTIAL_CONTAINER_EXITED,
                        "Essential container in task exited",
                        Optional.of(new TaskState.Exit(
                                Optional.of(code), reason.isEmpty() ? Optional.empty() : Optional.of(reason)))));
    }

    /** ECS or a person stops it: its targets drain first, then the container is told to end. Nobody is told yet. */
    void stop(TaskState task, TaskStopCode code, String reason) {
        if (!task.live()) {
            return;
        }
        mark(task, code, reason);
        task.move("DEACTIVATING");
        deregister(task);
        drain(task);
    }

    private void drain(TaskState task) {
        boolean draining = task.birth.targets().stream()
                .anyMatch(t -> targets().health(t.groupArn(), task.birth.ip(), t.port()) == Targets.Health.DRAINING);
        if (draining) {
            account.clock().after(LOOK, () -> drain(task));
            return;
        }
        task.move("STOPPING");
        account.clock().after(BETWEEN_STOPS, () -> {
            task.exit = task.startedAt.map(at -> new TaskState.Exit(Optional.of(0), Optional.empty()));
            depart(task);
        });
    }

    /** What it runs on fails it. */
    void fail(TaskState task) {
        if (task.live()) {
            boolean started = task.startedAt.isPresent();
            end(
                    task,
                    started ? TaskStopCode.TERMINATION_NOTICE : TaskStopCode.TASK_FAILED_TO_START,
                    "Unexpected ECS error while provisioning or running the task.",
                    Optional.empty());
        }
    }

    /** It ends by itself. */
    private void end(TaskState task, TaskStopCode code, String reason, Optional<TaskState.Exit> exit) {
        mark(task, code, reason);
        task.exit = exit;
        deregister(task);
        depart(task);
    }

    private void mark(TaskState task, TaskStopCode code, String reason) {
        task.stopping = true;
        task.stopCode = Optional.of(code);
        task.stoppedReason = Optional.of(reason);
        task.stoppingAt = Optional.of(account.now());
    }

    private void depart(TaskState task) {
        task.move("DEPROVISIONING");
        logs.ended(task);
        task.executionStoppedAt = Optional.of(account.now());
        account.clock().after(BETWEEN_STOPS, () -> {
            task.move("STOPPED");
            task.stoppedAt = Optional.of(account.now());
            changed.accept(task);
            account.clock().after(REMEMBERED, () -> forgotten.accept(task));
        });
    }

    private void deregister(TaskState task) {
        if (task.startedAt.isPresent()) {
            task.birth.targets().forEach(t -> targets().deregister(t.groupArn(), task.birth.ip(), t.port()));
        }
    }

    private Targets targets() {
        return account.service(Targets.class);
    }

    /** A step of a task that is meanwhile being stopped does not happen. */
    private void after(Duration delay, TaskState task, Consumer<TaskState> step) {
        Instant due = account.now().plus(delay);
        account.clock().after(delay, () -> {
            if (task.live() && !account.now().isBefore(due)) {
                step.accept(task);
                changed.accept(task);
            }
        });
    }
}
