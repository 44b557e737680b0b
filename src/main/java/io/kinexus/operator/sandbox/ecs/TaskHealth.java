package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.elbv2.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/** What the scheduler takes for healthy: by the load balancers, the container's own check, or time alone. */
final class TaskHealth {
    /** Without a load balancer and without a health check a task counts as healthy this long after RUNNING. */
    private static final Duration TRUSTED = Duration.ofSeconds(40);

    private final Account account;

    TaskHealth(Account account) {
        this.account = account;
    }

    Optional<TaskState.Target> unhealthyTarget(TaskState task) {
        return task.birth.targets().stream()
                .filter(t -> health(task, t) == Targets.Health.UNHEALTHY)
                .findFirst();
    }

    static boolean unhealthyContainer(TaskState task) {
        return task.checks.of(task) == HealthStatus.UNHEALTHY;
    }

    boolean isHealthy(ServiceState service, TaskState task) {
        boolean checked = ContainerChecks.checked(task);
        if (!task.running() || (checked && task.checks.of(task) != HealthStatus.HEALTHY)) {
            return false;
        }
        if (!task.birth.targets().isEmpty()) {
            return task.birth.targets().stream().allMatch(t -> passes(health(task, t)));
        }
        boolean trusted = checked || !started(task).plus(TRUSTED).isAfter(account.now());
        return trusted && task.deployment.filter(service.deployments::contains).isPresent();
    }

    private static boolean passes(Targets.Health health) {
        return health == Targets.Health.HEALTHY || health == Targets.Health.UNUSED;
    }

    private Targets.Health health(TaskState task, TaskState.Target target) {
        return account.service(Targets.class).health(target.groupArn(), task.birth.ip(), target.port());
    }

    static Instant started(TaskState task) {
        return task.startedAt.orElse(Instant.MAX.minusSeconds(Integer.MAX_VALUE));
    }
}
