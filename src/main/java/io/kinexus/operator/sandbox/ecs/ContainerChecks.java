package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * The health checks that a task definition asks for: first after one interval, then every interval. A container is UNKNOWN
 * until a check passes or enough have failed in a row; failures within the start period do not count until one has passed.
 * The command is not run: it fails for an image that is unhealthy by its tag, and passes for all others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html">HealthCheck</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html">Task health</a>
 */
final class ContainerChecks {
    private static final int USUAL_INTERVAL = 30;
    private static final int USUAL_RETRIES = 3;

    /** One container's checks so far. */
    private static final class Seen {
        private HealthStatus status = HealthStatus.UNKNOWN;
        private int failures;
        private boolean passed;
    }

    private final Map<String, Seen> seen = new HashMap<>();

    /** Begins with the container; ends with the task. */
    void begin(Account account, TaskState task, Consumer<TaskState> changed) {
        for (ContainerDefinition container : task.birth.definition().containerDefinitions()) {
            Optional.ofNullable(container.healthCheck())
                    .filter(check -> !check.command().equals(List.of("NONE")))
                    .ifPresent(check -> {
                        seen.put(container.name(), new Seen());
                        later(account, task, container, check, changed);
                    });
        }
    }

    private void later(
            Account account,
            TaskState task,
            ContainerDefinition container,
            HealthCheck check,
            Consumer<TaskState> changed) {
        account.clock().after(Duration.ofSeconds(or(check.interval(), USUAL_INTERVAL)), () -> {
            if (!task.running()) {
                return;
            }
            later(account, task, container, check, changed);
            if (look(account, task, container, check)) {
                task.version++;
                changed.accept(task);
            }
        });
    }

    /** Whether it made a difference. */
    private boolean look(Account account, TaskState task, ContainerDefinition container, HealthCheck check) {
        Seen one = seen.computeIfAbsent(container.name(), name -> new Seen());
        HealthStatus before = one.status;
        if (ImageBehaviour.of(container.image(), account.script().suffixes()) != ImageBehaviour.UNHEALTHY) {
            one.passed = true;
            one.failures = 0;
            one.status = HealthStatus.HEALTHY;
        } else if (one.passed || !starting(account, task, check)) {
            one.failures++;
            one.status = one.failures >= or(check.retries(), USUAL_RETRIES) ? HealthStatus.UNHEALTHY : one.status;
        }
        return before != one.status;
    }

    private static boolean starting(Account account, TaskState task, HealthCheck check) {
        Instant started = task.startedAt.orElse(task.birth.createdAt());
        return account.now().isBefore(started.plusSeconds(or(check.startPeriod(), 0)));
    }

    private static int or(Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    HealthStatus of(ContainerDefinition container) {
        return Optional.ofNullable(seen.get(container.name()))
                .map(one -> one.status)
                .orElse(HealthStatus.UNKNOWN);
    }

    /** Only essential containers with a check count: one that is UNHEALTHY, or else one that is UNKNOWN, decides. */
    HealthStatus of(TaskState task) {
        List<HealthStatus> essential = task.birth.definition().containerDefinitions().stream()
                .filter(container -> container.healthCheck() != null && !Boolean.FALSE.equals(container.essential()))
                .map(this::of)
                .toList();
        if (essential.contains(HealthStatus.UNHEALTHY)) {
            return HealthStatus.UNHEALTHY;
        }
        return essential.isEmpty() || essential.contains(HealthStatus.UNKNOWN)
                ? HealthStatus.UNKNOWN
                : HealthStatus.HEALTHY;
    }

    /** Whether ECS waits for a check before it believes in the task. */
    static boolean checked(TaskState task) {
        return task.birth.definition().containerDefinitions().stream()
                .anyMatch(container -> container.healthCheck() != null && !Boolean.FALSE.equals(container.essential()));
    }
}
