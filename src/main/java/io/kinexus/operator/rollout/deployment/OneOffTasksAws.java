package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Runs, finds and stops one-off tasks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html">How long its token holds</a>
 */
final class OneOffTasksAws {
    private static final Duration SOON = Duration.ofSeconds(15);

    /** What AWS says while there is no room, which passes. */
    private static final List<String> NO_ROOM =
            List.of("Capacity is unavailable", "reached the limit on the number", "insufficient free IP addresses");

    private OneOffTasksAws() {}

    /** Those of this purpose, the first to be started first; also stopped ones, which ECS shows for an hour. */
    static List<OneOffTask> list(Scope scope, OneOff one) {
        List<String> arns = new ArrayList<>();
        for (String status : List.of("RUNNING", "STOPPED")) {
            arns.addAll(listed(scope, one, status));
        }
        return arns.isEmpty() ? List.of() : describe(scope, one, arns);
    }

    private static List<String> listed(Scope scope, OneOff one, String status) {
        try {
            return scope.client(EcsClient.class)
                    .listTasks(r -> r.cluster(one.place().cluster())
                            .startedBy(one.rollout())
                            .desiredStatus(status))
                    .taskArns();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ClusterNotFoundException")) {
                return List.of();
            }
            throw failure;
        }
    }

    /** What ECS does not know, not yet or not any more, is left out. */
    static List<OneOffTask> describe(Scope scope, OneOff one, List<String> arns) {
        return scope
                .client(EcsClient.class)
                .describeTasks(r -> r.cluster(one.place().cluster()).tasks(arns))
                .tasks()
                .stream()
                .map(OneOffTasksAws::read)
                .filter(task -> task.group().equals(one.group()))
                .sorted(Comparator.comparing(OneOffTask::createdAt))
                .toList();
    }

    /** @param known told the task's ARN as soon as ECS has named it */
    static Outcome run(Scope scope, OneOff one, Consumer<String> known) {
        return AwsFailures.attempt(() -> {
            try {
                RunTaskResponse answer = scope.client(EcsClient.class).runTask(request(scope, one));
                answer.tasks().stream().findFirst().map(Task::taskArn).ifPresent(known);
                return answer.tasks().isEmpty() && !answer.failures().isEmpty()
                        ? Outcome.waiting("capacity: " + says(answer.failures()), SOON)
                        : Outcome.done();
            } catch (SdkException failure) {
                return refused(failure);
            }
        });
    }

    static Outcome refused(SdkException failure) {
        String text = AwsFailures.text(failure);
        if (NO_ROOM.stream().anyMatch(text::contains)) {
            return Outcome.waiting("capacity: " + text, SOON);
        }
        if (AwsFailures.is(failure, "ConflictException")) {
            // The token has started a task already; the next look finds it.
            return Outcome.done();
        }
        throw failure;
    }

    /** @throws SdkException when AWS did not take it: it is tried again with the next look */
    static void stop(Scope scope, OneOff one, OneOffTask task, String why) {
        scope.client(EcsClient.class)
                .stopTask(r -> r.cluster(one.place().cluster()).task(task.arn()).reason(why));
    }

    /** On plain FARGATE, whatever the service itself runs on: it must not be reclaimed half way. */
    private static RunTaskRequest request(Scope scope, OneOff one) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(one.place().cluster())
                .taskDefinition(one.taskDefinition())
                .count(1)
                .launchType("FARGATE")
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        vpc -> vpc.subnets(sorted(one.place().subnets()))
                                .securityGroups(sorted(one.place().securityGroups()))
                                .assignPublicIp(one.place().publicIp() ? "ENABLED" : "DISABLED")))
                .group(one.group())
                .startedBy(one.rollout())
                .clientToken(one.token())
                .enableECSManagedTags(true)
                .tags(tags(scope));
        if (one.command().isPresent() || !one.environment().isEmpty()) {
            request.overrides(overrides -> overrides.containerOverrides(List.of(overridden(one))));
        }
        return request.build();
    }

    private static ContainerOverride overridden(OneOff one) {
        ContainerOverride.Builder container =
                ContainerOverride.builder().name(one.place().container());
        one.command().ifPresent(container::command);
        if (!one.environment().isEmpty()) {
            container.environment(one.environment().entrySet().stream()
                    .map(variable -> KeyValuePair.builder()
                            .name(variable.getKey())
                            .value(variable.getValue())
                            .build())
                    .toList());
        }
        return container.build();
    }

    static List<String> sorted(Set<String> items) {
        return items.stream().sorted().toList();
    }

    /** The environment's own and the environment's name; it is no resource that is declared, and so has no id of one. */
    static List<Tag> tags(Scope scope) {
        List<Tag> tags = new ArrayList<>();
        scope.tags().forEach((key, value) -> tags.add(tag(key, value)));
        tags.add(tag(Ownership.ENVIRONMENT, scope.environment()));
        return tags;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static String says(List<Failure> failures) {
        return failures.stream()
                .map(failure -> failure.reason()
                        + Optional.ofNullable(failure.detail())
                                .map(detail -> ", " + detail)
                                .orElse(""))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    static OneOffTask read(Task task) {
        return new OneOffTask(
                task.taskArn(),
                Optional.ofNullable(task.group()).orElse(""),
                task.taskDefinitionArn(),
                task.createdAt(),
                Optional.ofNullable(task.startedAt()),
                task.lastStatus(),
                "STOPPED".equals(task.desiredStatus()),
                "STOPPED".equals(task.lastStatus()),
                address(task),
                Optional.ofNullable(task.stopCodeAsString()).orElse(""),
                Optional.ofNullable(task.stoppedReason()).orElse(""),
                task.containers().stream().map(OneOffTasksAws::read).toList());
    }

    private static Optional<String> address(Task task) {
        return task.attachments().stream()
                .filter(one -> "RUNNING".equals(task.lastStatus()))
                .flatMap(one -> one.details().stream())
                .filter(detail -> "privateIPv4Address".equals(detail.name()))
                .map(KeyValuePair::value)
                .findFirst();
    }

    private static OneOffTask.Container read(Container container) {
        return new OneOffTask.Container(
                container.name(),
                Optional.ofNullable(container.exitCode()),
                Optional.ofNullable(container.reason()).orElse(""));
    }
}
