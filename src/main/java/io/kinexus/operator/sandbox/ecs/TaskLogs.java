package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.logs.LogsSandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;

/**
 * What containers print, where their log driver is {@code awslogs}. The words are the sandbox's own, the streams' names AWS's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html">awslogs</a>
 */
final class TaskLogs {
    private final Account account;

    TaskLogs(Account account) {
        this.account = account;
    }

    void started(TaskState task) {
        task.birth.definition().containerDefinitions().forEach(container -> {
            List<String> command = command(task, container);
            print(task, container, "starting" + (command.isEmpty() ? "" : ": " + String.join(" ", command)));
        });
    }

    void ended(TaskState task) {
        task.exit.flatMap(TaskState.Exit::code).ifPresent(code -> task.birth
                .definition()
                .containerDefinitions()
                .forEach(container ->
                        print(task, container, code == 0 ? "done" : "error: it cannot go on, and exits with " + code)));
    }

    private static List<String> command(TaskState task, ContainerDefinition container) {
        return task.birth.overrides().stream()
                .flatMap(overrides -> overrides.containerOverrides().stream())
                .filter(override -> container.name().equals(override.name()))
                .map(ContainerOverride::command)
                .findFirst()
                .orElse(container.command());
    }

    private void print(TaskState task, ContainerDefinition container, String line) {
        Map<String, String> options = Optional.ofNullable(container.logConfiguration())
                .filter(log -> "awslogs".equals(log.logDriverAsString()))
                .map(LogConfiguration::options)
                .orElse(Map.of());
        Optional<String> group = Optional.ofNullable(options.get("awslogs-group"));
        Optional<String> prefix = Optional.ofNullable(options.get("awslogs-stream-prefix"));
        group.ifPresent(name -> prefix.ifPresent(first -> account.service(LogsSandbox.class)
                .write(name, first + "/" + container.name() + "/" + task.birth.id(), line)));
    }
}
