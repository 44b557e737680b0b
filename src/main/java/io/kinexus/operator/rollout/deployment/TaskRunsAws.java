package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The calls for runs of Tasks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class TaskRunsAws {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int BATCH = 100;
    private static final String STARTED_BY = "kinexus-task-run";

    private TaskRunsAws() {}

    static Outcome start(Scope scope, Launch launch, String token, Consumer<String> known) {
        return AwsFailures.attempt(() -> {
            try {
                RunTaskResponse answer = scope.client(EcsClient.class).runTask(request(scope, launch, token));
                answer.tasks().stream().findFirst().map(Task::taskArn).ifPresent(known);
                return answer.tasks().isEmpty()
                        ? Outcome.waiting("capacity: " + OneOffTasksAws.says(answer.failures()), SOON)
                        : Outcome.done();
            } catch (SdkException failure) {
                return AwsFailures.is(failure, "ConflictException")
                        ? Outcome.terminal(
                                AwsFailures.code(failure), "the token has started another task; choose another token")
                        : OneOffTasksAws.refused(failure);
            }
        });
    }

    private static RunTaskRequest request(Scope scope, Launch launch, String token) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(launch.cluster())
                .taskDefinition(launch.taskDefinition())
                .count(1)
                .networkConfiguration(network ->
                        network.awsvpcConfiguration(vpc -> vpc.subnets(OneOffTasksAws.sorted(launch.subnets()))
                                .securityGroups(OneOffTasksAws.sorted(launch.securityGroups()))
                                .assignPublicIp(launch.publicIp() ? "ENABLED" : "DISABLED")))
                .startedBy(STARTED_BY)
                .clientToken(token)
                .enableECSManagedTags(true)
                .tags(OneOffTasksAws.tags(scope));
        return launch.capacity().isEmpty()
                ? request.launchType("FARGATE").build()
                : request.capacityProviderStrategy(launch.capacity().stream()
                                .map(one -> CapacityProviderStrategyItem.builder()
                                        .capacityProvider(one.provider())
                                        .weight(one.weight())
                                        .base(one.base())
                                        .build())
                                .toList())
                        .build();
    }

    /** What has not been told to stop. */
    static List<OneOffTask> running(Scope scope, Launch launch) {
        List<String> arns = scope
                .client(EcsClient.class)
                .listTasksPaginator(
                        r -> r.cluster(launch.cluster()).family(launch.family()).desiredStatus("RUNNING"))
                .taskArns()
                .stream()
                .toList();
        List<OneOffTask> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += BATCH) {
            tasks.addAll(describe(scope, launch, arns.subList(from, Math.min(arns.size(), from + BATCH))));
        }
        return tasks;
    }

    /** By id or ARN. */
    static List<OneOffTask> describe(Scope scope, Launch launch, List<String> ids) {
        return scope
                .client(EcsClient.class)
                .describeTasks(r -> r.cluster(launch.cluster()).tasks(ids))
                .tasks()
                .stream()
                .map(OneOffTasksAws::read)
                .toList();
    }

    static void stop(Scope scope, Launch launch, String arn, String why) {
        scope.client(EcsClient.class)
                .stopTask(r -> r.cluster(launch.cluster()).task(arn).reason(why));
    }
}
