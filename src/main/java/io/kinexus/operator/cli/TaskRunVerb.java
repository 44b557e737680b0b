package io.kinexus.operator.cli;

import io.kinexus.operator.api.TaskRunRequest;
import io.kinexus.operator.api.TaskRunView;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts a Task and stays until it has ended. The answer goes to standard output, how far it is to standard error. */
@Command(
        name = "run",
        description = "Starts a Task once and follows it to its end; exits 0 only if its container exited 0.")
final class TaskRunVerb extends RemoteVerb {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final String TASKS = "tasks";
    private static final String RUNS = "runs";

    private final Operator operator;

    @Parameters(index = "1", paramLabel = "TASK", description = "The Task, by its name in the files.")
    private String task = "";

    TaskRunVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        TaskRunRequest once = new TaskRunRequest(Optional.of(UUID.randomUUID().toString()));
        TaskRunView run = controller().post(TaskRunView.class, once, ENVIRONMENTS, environment(), TASKS, task, RUNS);
        console().note(task + " is run " + run.id());
        String told = "";
        while (!run.ended()) {
            if (!run.status().equals(told)) {
                told = run.status();
                console().note(told);
            }
            operator.rest(BETWEEN);
            run = controller().get(TaskRunView.class, ENVIRONMENTS, environment(), TASKS, task, RUNS, run.id());
        }
        answer(run, text(run));
        return run.passed() ? Exit.FINE : Exit.FAILED;
    }

    private static String text(TaskRunView run) {
        StringBuilder text = new StringBuilder();
        run.log().forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append(run.task())
                .append(run.passed() ? " has passed" : " has failed")
                .append(run.exitCode().map(code -> ", exit code " + code).orElse(", without an exit code"))
                .append(" (")
                .append(run.said())
                .append(")\n")
                .toString();
    }
}
