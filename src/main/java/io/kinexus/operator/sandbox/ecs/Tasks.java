package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Tasks: run, stop, describe, list.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class Tasks {
    private static final int PAGE = 100;
    private static final int AT_ONCE = 10;

    private final Account account;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final ServiceRules rules;
    private final TaskStarts starts;
    private final TaskLife life;
    private final Scheduler scheduler;
    private final TaskViews views;
    /**
     * RunTask by its client token: the same token leaves the same tasks.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html">Idempotency</a>
     */
    private final Map<String, Started> byToken = new LinkedHashMap<>();

    private record Started(RunTaskRequest asked, List<String> arns) {}

    Tasks(
            Account account,
            Clusters clusters,
            TaskDefinitions definitions,
            ServiceRules rules,
            TaskStarts starts,
            TaskLife life,
            Scheduler scheduler) {
        this.account = account;
        this.clusters = clusters;
        this.definitions = definitions;
        this.rules = rules;
        this.starts = starts;
        this.life = life;
        this.scheduler = scheduler;
        this.views = new TaskViews(account);
    }

    void install(Handlers handlers) {
        handlers.on(RunTaskRequest.class, this::run);
        handlers.failsLater(RunTaskRequest.class, RunTaskResponse.class, (asked, answer) -> answer.tasks()
                .forEach(task -> fail(task.taskArn())));
        handlers.on(StopTaskRequest.class, this::stop);
        handlers.on(DescribeTasksRequest.class, this::describe);
        handlers.on(ListTasksRequest.class, this::list);
    }

    private RunTaskResponse run(RunTaskRequest request) {
        Cluster cluster = clusters.active(request.cluster());
        TaskDefinition definition = definitions.active(request.taskDefinition());
        int count = request.count() == null ? 1 : request.count();
        EcsFaults.require(count >= 1 && count <= AT_ONCE, "count must be between 1 and 10.");
        TextRules.TOKEN.check(request.clientToken());
        TextRules.STARTED_BY.check(request.startedBy());
        TextRules.GROUP.check(request.group());
        Optional.ofNullable(request.overrides()).ifPresent(overrides -> overrides
                .containerOverrides()
                .forEach(one -> EcsFaults.require(
                        definition.containerDefinitions().stream()
                                .anyMatch(container -> container.name().equals(one.name())),
                        "Override for container named " + one.name() + " is not a container in the TaskDefinition.")));
        EcsFaults.require(
                request.launchType() == null
                        || request.capacityProviderStrategy().isEmpty(),
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                        + " again.");
        rules.checkStrategy(request.capacityProviderStrategy(), cluster);
        rules.checkNetwork(request.networkConfiguration(), definition);
        List<String> arns = before(request).orElseGet(() -> started(request, cluster, definition, count));
        if (request.clientToken() != null) {
            byToken.put(request.clientToken(), new Started(request, arns));
        }
        List<Failure> failures = new ArrayList<>();
        for (int i = arns.size(); i < count; i++) {
            failures.add(Failure.builder()
                    .reason("RESOURCE:ENI")
                    .detail("The subnet has insufficient free IP addresses.")
                    .build());
        }
        return RunTaskResponse.builder().tasks(shown(arns)).failures(failures).build();
    }

    /** What the token has started; it holds as long as that can be described. */
    private Optional<List<String>> before(RunTaskRequest request) {
        Optional<Started> before = Optional.ofNullable(request.clientToken())
                .map(byToken::get)
                .filter(started -> started.arns().stream().anyMatch(starts.tasks()::containsKey));
        if (before.filter(started -> !started.asked().equals(request)).isPresent()) {
            throw EcsFaults.of(
                    "ConflictException",
                    "The provided clientToken is already in use with a different RunTask request.");
        }
        return before.map(Started::arns);
    }

    private List<String> started(RunTaskRequest request, Cluster cluster, TaskDefinition definition, int count) {
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.alone(
                            cluster.clusterName(),
                            cluster.clusterArn(),
                            new TaskStarts.OneOff(
                                    definition,
                                    request.networkConfiguration().awsvpcConfiguration(),
                                    Optional.ofNullable(request.launchTypeAsString()),
                                    strategy(request, cluster),
                                    Optional.ofNullable(request.startedBy()).orElse(""),
                                    Optional.ofNullable(request.group()).orElse("family:" + definition.family()),
                                    Optional.ofNullable(request.overrides())))
                    .ifPresent(task -> {
                        EcsTags.put(account, task.birth.arn(), request.tags());
                        arns.add(task.birth.arn());
                    });
        }
        return arns;
    }

    private static List<CapacityProviderStrategyItem> strategy(RunTaskRequest request, Cluster cluster) {
        if (request.launchType() != null) {
            return List.of();
        }
        return request.capacityProviderStrategy().isEmpty()
                ? cluster.defaultCapacityProviderStrategy()
                : request.capacityProviderStrategy();
    }

    private List<Task> shown(List<String> arns) {
        return arns.stream()
                .filter(starts.tasks()::containsKey)
                .map(starts.tasks()::get)
                .map(task -> views.show(task, true))
                .toList();
    }

    private StopTaskResponse stop(StopTaskRequest request) {
        clusters.active(request.cluster());
        TaskState task = find(request.cluster(), request.task())
                .orElseThrow(() -> EcsFaults.invalid("The referenced task was not found."));
        life.stop(
                task,
                TaskStopCode.USER_INITIATED,
                Optional.ofNullable(request.reason()).orElse("Task stopped by user"));
        scheduler.changed(task);
        return StopTaskResponse.builder().task(views.show(task, true)).build();
    }

    private void fail(String arn) {
        Optional.ofNullable(starts.tasks().get(arn)).ifPresent(task -> {
            life.fail(task);
            scheduler.changed(task);
        });
    }

    private Optional<TaskState> find(@Nullable String cluster, @Nullable String idOrArn) {
        String id = idOrArn == null ? "" : idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
        String name = clusters.active(cluster).clusterName();
        return Optional.ofNullable(starts.tasks().get(account.arn("ecs", "task/" + name + "/" + id)));
    }

    private DescribeTasksResponse describe(DescribeTasksRequest request) {
        clusters.active(request.cluster());
        EcsFaults.require(!request.tasks().isEmpty(), "Tasks cannot be empty.");
        EcsFaults.require(request.tasks().size() <= PAGE, "tasks can have at most 100 items.");
        boolean tags = request.include().contains(TaskField.TAGS);
        List<Task> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String one : request.tasks()) {
            find(request.cluster(), one)
                    .ifPresentOrElse(
                            task -> found.add(views.show(task, tags)),
                            () -> failures.add(
                                    Failure.builder().arn(one).reason("MISSING").build()));
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private ListTasksResponse list(ListTasksRequest request) {
        TextRules.STARTED_BY.check(request.startedBy());
        Cluster cluster = clusters.active(request.cluster());
        boolean stopped = request.desiredStatus() == DesiredStatus.STOPPED;
        List<String> arns = starts.tasks().values().stream()
                .filter(t -> t.birth.cluster().equals(cluster.clusterName()))
                .filter(t -> t.stopping == stopped)
                .filter(t -> matches(request, t))
                .map(t -> t.birth.arn())
                .toList();
        Pages.Page<String> page = Pages.of(arns, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListTasksResponse.builder()
                .taskArns(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(ListTasksRequest request, TaskState task) {
        String service = request.serviceName();
        String group = service == null ? null : "service:" + service.substring(service.lastIndexOf('/') + 1);
        return (group == null || group.equals(task.birth.group()))
                && (request.family() == null
                        || request.family().equals(task.birth.definition().family()))
                && (request.startedBy() == null || request.startedBy().equals(task.birth.startedBy()));
    }
}
