package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs of Tasks: started by a person, looked at, and held to their timeout whoever started them. */
public final class TaskRuns {
    private static final String EXITED = "EssentialContainerExited";

    private TaskRuns() {}

    /**
     * One run as it now is.
     *
     * @param id the last part of the task's ARN
     * @param status ECS's word, such as {@code PROVISIONING}
     * @param exit of the Task's container; empty until it has ended, and where it never started
     * @param passed every essential container has exited with 0
     * @param said how it ended, for people; empty before
     * @param log the last lines, newest last; empty until it has ended
     */
    public record Run(
            String id,
            String status,
            boolean ended,
            Optional<Integer> exit,
            boolean passed,
            String said,
            List<String> log,
            Instant createdAt) {
        public Run {
            log = List.copyOf(log);
        }
    }

    /**
     * Starts one; the same token again starts none.
     *
     * @param token 1 to 36 letters, digits and hyphens
     * @param known is told its id
     */
    public static Outcome start(Scope scope, Launch launch, String token, Consumer<String> known) {
        return TaskRunsAws.start(scope, launch, token, arn -> known.accept(id(arn)));
    }

    /**
     * Empty for one that ECS does not know, or has forgotten an hour after its end, or that is of another Task.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS could not be read
     */
    public static Optional<Run> look(Scope scope, Launch launch, String id) {
        return TaskRunsAws.describe(scope, launch, List.of(id)).stream()
                .filter(task -> family(task.taskDefinition()).equals(launch.family()))
                .findFirst()
                .map(task -> run(scope, launch, task));
    }

    private static Run run(Scope scope, Launch launch, OneOffTask task) {
        if (!task.stopped()) {
            return new Run(task.id(), task.status(), false, Optional.empty(), false, "", List.of(), task.createdAt());
        }
        TaskSettings settings = TaskSettingsAws.of(scope, task.taskDefinition());
        List<OneOffTask.Container> essential = task.containers().stream()
                .filter(container -> settings.essential().contains(container.name()))
                .toList();
        boolean passed = task.code().equals(EXITED)
                && !essential.isEmpty()
                && essential.stream().allMatch(OneOffTask.Container::passed);
        String containers = essential.stream().map(OneOffTask.Container::said).collect(Collectors.joining(", "));
        return new Run(
                task.id(),
                task.status(),
                true,
                task.containers().stream()
                        .filter(container -> container.name().equals(launch.container()))
                        .flatMap(container -> container.exit().stream())
                        .findFirst(),
                passed,
                task.code() + ": " + task.reason() + (containers.isEmpty() ? "" : "; " + containers),
                TaskLogsAws.tail(scope, task, settings),
                task.createdAt());
    }

    /**
     * ARNs of what has run for longer than it may.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS could not be read
     */
    public static List<String> overdue(Scope scope, Launch launch, Instant now) {
        return TaskRunsAws.running(scope, launch).stream()
                .filter(task -> task.startedAt()
                        .filter(since -> since.plus(launch.timeout()).isBefore(now))
                        .isPresent())
                .map(OneOffTask::arn)
                .toList();
    }

    public static Outcome stop(Scope scope, Launch launch, String arn) {
        return AwsFailures.attempt(() -> {
            TaskRunsAws.stop(scope, launch, arn, tooLong(launch));
            return Outcome.done();
        });
    }

    /**
     * What IAM must allow beyond {@link Deployments#permissions()}, with the task definition's {@code cluster}: what a schedule
     * has started carries no tags by which it could be told.
     */
    public static Set<Permission> permissions() {
        return Set.of(Permission.on("ecs:StopTask", "arn:aws:ecs:${region}:${account}:task/${cluster}/*")
                .because("tasks that a schedule starts carry no tags; each has its cluster in its ARN"));
    }

    /** Why one is stopped. */
    public static String tooLong(Launch launch) {
        return "has run longer than its timeout of "
                + launch.timeout().toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String family(String taskDefinition) {
        return id(taskDefinition).replaceFirst(":\\d+$", "");
    }
}
