package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.health.StoppedTask;
import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A service's tasks. ECS shows a stopped one for an hour at least.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html">DescribeTasks</a>
 */
final class TasksAws {
    private static final int BATCH = 100;

    private TasksAws() {}

    /**
     * What is known of a task.
     *
     * @param definition the ARN of its task definition
     * @param address empty if it has none yet
     * @param ended whether nothing about it changes any more
     */
    record Seen(
            String arn,
            String definition,
            Instant created,
            Optional<Instant> started,
            Optional<String> address,
            boolean ended,
            StoppedTask stop) {}

    /** The ARNs of tasks that are stopped or told to stop, or of those that run. */
    static Answer<List<String>> list(Scope scope, String cluster, String service, boolean stopped) {
        return AnswersAws.ask(() -> scope
                .client(EcsClient.class)
                .listTasksPaginator(r -> r.cluster(cluster)
                        .serviceName(service)
                        .desiredStatus(stopped ? "STOPPED" : "RUNNING")
                        .maxResults(BATCH))
                .taskArns()
                .stream()
                .toList());
    }

    /** A hundred a call, whatever service they are of; one that is forgotten meanwhile is left out. */
    static Answer<List<Seen>> describe(Scope scope, String cluster, Collection<String> arns) {
        return AnswersAws.ask(() -> {
            List<Seen> tasks = new ArrayList<>();
            for (List<String> batch : Sweep.batches(List.copyOf(arns), BATCH)) {
                scope
                        .client(EcsClient.class)
                        .describeTasks(r -> r.cluster(cluster).tasks(batch))
                        .tasks()
                        .stream()
                        .map(TasksAws::seen)
                        .forEach(tasks::add);
            }
            return tasks;
        });
    }

    private static Seen seen(Task task) {
        Instant created = Optional.ofNullable(task.createdAt()).orElse(Instant.EPOCH);
        return new Seen(
                task.taskArn(),
                task.taskDefinitionArn(),
                created,
                Optional.ofNullable(task.startedAt()),
                address(task),
                "STOPPED".equals(task.lastStatus()),
                stop(task, created));
    }

    private static StoppedTask stop(Task task, Instant created) {
        Instant at = Optional.ofNullable(task.stoppingAt())
                .or(() -> Optional.ofNullable(task.stoppedAt()))
                .orElse(created);
        List<Integer> exits = task.containers().stream()
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .toList();
        return new StoppedTask(
                task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1),
                Optional.ofNullable(task.stopCodeAsString()).orElse(""),
                Optional.ofNullable(task.stoppedReason()).orElse(""),
                task.containers().stream()
                        .map(Container::reason)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                exits.stream().filter(code -> code != 0).findFirst().or(() -> exits.stream()
                        .findFirst()),
                at);
    }

    private static Optional<String> address(Task task) {
        return task.attachments().stream()
                .map(Attachment::details)
                .flatMap(List::stream)
                .filter(detail -> "privateIPv4Address".equals(detail.name()))
                .map(KeyValuePair::value)
                .findFirst();
    }
}
