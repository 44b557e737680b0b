package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The service scheduler: keeps the desired count running, replaces what is unhealthy, and moves a rolling deployment
 * forward inside its floor and ceiling. It has no memory of its own: each step looks at the service as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html">Rolling update</a>
 */
final class Scheduler {
    private static final Duration FIRST_GAP = Duration.ofSeconds(10);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(27);
    private static final int DOUBLINGS = 8;

    private final Account account;
    private final TaskStarts starts;
    private final TaskLife life;
    private final Rollouts rollouts;
    private final EcsEvents events;
    private final Shifts shifts;
    private final TaskHealth health;

    Scheduler(Account account, TaskStarts starts, TaskLife life, Rollouts rollouts, Weights weights, EcsEvents events) {
        this.health = new TaskHealth(account);
        this.shifts = new Shifts(account, rollouts, weights, this::step);
        this.events = events;
        this.account = account;
        this.starts = starts;
        this.life = life;
        this.rollouts = rollouts;
    }

    void step(ServiceState service) {
        if (service.draining()) {
            drain(service);
            return;
        }
        if (!service.active()) {
            return;
        }
        markHealthy(service);
        replaceUnhealthy(service);
        rollouts.judge(service);
        if (service.shift.isPresent()) {
            shifts.step(service, deployment -> healthy(service, deployment));
        }
        if (service.shift.isPresent()) {
            service.shift.ifPresent(shift -> keep(service, shift));
            return;
        }
        stopSurplus(service);
        startMissing(service);
        rollouts.conclude(service, healthy(service, service.primary()));
    }

    /** A task has moved, and with it perhaps its service. */
    void changed(TaskState task) {
        task.service.ifPresent(service -> {
            if (task.stopping && !task.counted) {
                task.counted = true;
                ended(service, task);
            }
            step(service);
        });
    }

    private void ended(ServiceState service, TaskState task) {
        boolean itself = task.stopCode
                .filter(code -> code != TaskStopCode.SERVICE_SCHEDULER_INITIATED && code != TaskStopCode.USER_INITIATED)
                .isPresent();
        if (!itself) {
            return;
        }
        if (task.startedAt.isEmpty()) {
            service.failedStarts++;
            service.nextStart = account.now().plus(gap(service));
            account.clock().after(gap(service), () -> step(service));
            impaired(service);
        } else {
            service.failedStarts = 0;
            service.nextStart = account.now();
        }
        failed(service, task);
    }

    private void impaired(ServiceState service) {
        if (service.failedStarts == Breaker.threshold(service.desired)) {
            event(
                    service,
                    "is unable to consistently start tasks successfully. For more information, see the"
                            + " Troubleshooting section of the Amazon ECS Developer Guide.");
            events.service(service, "WARN", "SERVICE_TASK_START_IMPAIRED");
        }
    }

    /** A task that stops before it was healthy counts against its deployment; how the gaps grow is a guess. */
    private static Duration gap(ServiceState service) {
        int rounds = service.failedStarts / Math.max(1, service.desired);
        Duration gap = FIRST_GAP.multipliedBy(1L << Math.min(DOUBLINGS, rounds));
        return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    }

    private static void failed(ServiceState service, TaskState task) {
        if (!task.turnedHealthy) {
            task.deployment.filter(service.deployments::contains).ifPresent(deployment -> {
                deployment.failedTasks++;
                deployment.breaker.failed();
            });
        }
    }

    private void markHealthy(ServiceState service) {
        service.live()
                .filter(t -> !t.turnedHealthy && health.isHealthy(service, t))
                .forEach(task -> {
                    task.turnedHealthy = true;
                    service.failedStarts = 0;
                    task.deployment.ifPresent(deployment -> {
                        deployment.failedTasks = 0;
                        deployment.breaker.healthy();
                    });
                });
    }

    private void replaceUnhealthy(ServiceState service) {
        Instant now = account.now();
        List<TaskState> bad = service.live()
                .filter(TaskState::running)
                .filter(t -> TaskHealth.started(t)
                        .plusSeconds(service.graceSeconds())
                        .isBefore(now))
                .filter(t -> health.unhealthyTarget(t).isPresent() || TaskHealth.unhealthyContainer(t))
                .toList();
        for (TaskState task : bad) {
            if (TaskHealth.unhealthyContainer(task)) {
                event(service, "(task " + task.birth.id() + ") failed container health checks.");
                life.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, "Task failed container health checks");
                failed(service, task);
                continue;
            }
            String group =
                    health.unhealthyTarget(task).map(TaskState.Target::groupArn).orElse("");
            event(
                    service,
                    "(port " + port(task) + ") is unhealthy in (target-group " + group
                            + ") due to (reason Health checks failed).");
            life.stop(
                    task,
                    TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                    "Task failed ELB health checks in (target-group " + group + ")");
            failed(service, task);
        }
    }

    /** Whether a service at rest has a target that fails its checks. */
    boolean ailing(ServiceState service) {
        return service.active()
                && service.live()
                        .anyMatch(t -> health.unhealthyTarget(t).isPresent() || TaskHealth.unhealthyContainer(t));
    }

    private static int port(TaskState task) {
        return task.birth.targets().stream()
                .findFirst()
                .map(TaskState.Target::port)
                .orElse(0);
    }

    private int healthy(ServiceState service, DeploymentState deployment) {
        return (int) service.liveOf(deployment)
                .filter(t -> health.isHealthy(service, t))
                .count();
    }

    /** Old tasks go as far as the floor allows, those that are not healthy first; then what is above the desired count. */
    private void stopSurplus(ServiceState service) {
        DeploymentState primary = service.primary();
        int spare =
                (int) service.live().filter(t -> health.isHealthy(service, t)).count() - service.floor();
        List<TaskState> old = service.live()
                .filter(t -> t.deployment.filter(d -> d == primary).isEmpty())
                .sorted(Comparator.comparing((TaskState t) -> health.isHealthy(service, t)))
                .toList();
        for (TaskState task : old) {
            if (health.isHealthy(service, task) && --spare < 0) {
                break;
            }
            stop(service, task);
        }
        stopAbove(service, primary, service.desired);
    }

    private void stopAbove(ServiceState service, DeploymentState deployment, int wanted) {
        long above = service.liveOf(deployment).count() - wanted;
        service.liveOf(deployment)
                .sorted(Comparator.comparing((TaskState t) -> t.running()).thenComparing(t -> t.birth.createdAt()))
                .limit(Math.max(0, above))
                .toList()
                .forEach(task -> stop(service, task));
    }

    private void stop(ServiceState service, TaskState task) {
        service.steady = false;
        boolean registered = task.startedAt.isPresent() && !task.birth.targets().isEmpty();
        if (registered) {
            event(service, "has begun draining connections on 1 tasks.");
        }
        event(service, "has stopped 1 running tasks: (task " + task.birth.id() + ").");
        life.stop(
                task,
                TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                "Scaling activity initiated by (deployment " + service.primary().id + ")");
    }

    private void startMissing(ServiceState service) {
        DeploymentState primary = service.primary();
        if (!primary.launches || account.now().isBefore(service.nextStart)) {
            return;
        }
        long missing = service.desired - service.liveOf(primary).count();
        long room =
                Math.max(service.ceiling(), service.desired) - service.live().count();
        if (service.deployments.size() > 1) {
            room = service.ceiling() - service.live().count();
        }
        start(service, primary, Math.min(missing, room));
    }

    /** Both revisions at the counts that the stage asks for; one that was interrupted goes once another serves. */
    private void keep(ServiceState service, Shift shift) {
        boolean served = shift.source
                .map(before -> healthy(service, before) >= service.desired)
                .orElse(true);
        for (DeploymentState deployment : service.deployments) {
            if (served || !shift.stray(deployment)) {
                stopAbove(service, deployment, service.wanted(deployment));
            }
            boolean waits = deployment == shift.target && account.now().isBefore(service.nextStart);
            if (deployment.launches && !waits) {
                long live = service.liveOf(deployment).count();
                start(service, deployment, service.wanted(deployment) - live);
            }
        }
    }

    private void start(ServiceState service, DeploymentState deployment, long count) {
        for (long i = 0; i < count; i++) {
            service.steady = false;
            starts.forService(service, deployment)
                    .ifPresent(task -> event(service, "has started 1 tasks: (task " + task.birth.id() + ")."));
        }
    }

    private void drain(ServiceState service) {
        service.live()
                .toList()
                .forEach(task -> life.stop(
                        task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, "Service " + service.name + " was deleted"));
        if (service.tasks.stream().allMatch(TaskState::stopped)) {
            service.status("INACTIVE");
            service.deployments.clear();
        }
    }

    private void event(ServiceState service, String message) {
        service.event(account.dice().uuid(), account.now(), message);
    }
}
