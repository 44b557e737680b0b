package io.kinexus.operator.sandbox.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.iam.IamSandbox;
import io.kinexus.operator.sandbox.sns.SnsSandbox;
import io.kinexus.operator.sandbox.sqs.SqsSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.scheduler.model.AssignPublicIp;
import software.amazon.awssdk.services.scheduler.model.EcsParameters;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.NetworkConfiguration;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * The targets that are served: RunTask, Invoke, PutEvents, queues and topics.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html">Templated targets</a>
 */
final class Targets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRINCIPAL = "scheduler.amazonaws.com";
    /** Seen on tasks in accounts; no page says so. */
    private static final String STARTED_BY = "chronos-schedule/";

    private final Account account;

    Targets(Account account) {
        this.account = account;
    }

    /** @throws AwsFault as the target answers */
    void call(GetScheduleResponse schedule) {
        Target target = schedule.target();
        if (!account.service(IamSandbox.class).assumable(target.roleArn(), PRINCIPAL)) {
            throw AwsFault.badRequest("AccessDenied", "The role " + target.roleArn() + " cannot be assumed.");
        }
        switch (target.arn().split(":", -1)[2]) {
            case "ecs" -> task(schedule, target.ecsParameters());
            case "lambda" ->
                account.ask(InvokeRequest.builder()
                        .functionName(target.arn())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(input(target)))
                        .build());
            case "events" -> event(target);
            case "sns" -> account.service(SnsSandbox.class).publish(target.arn(), "", input(target));
            case "sqs" -> queue(target);
            default -> throw AwsFault.badRequest("NotImplemented", "the sandbox cannot call " + target.arn());
        }
    }

    private void queue(Target target) {
        if (!account.service(SqsSandbox.class).deliver(target.arn(), input(target))) {
            throw AwsFault.badRequest("QueueDoesNotExist", "The specified queue does not exist.");
        }
    }

    private void event(Target target) {
        PutEventsResponse answer = (PutEventsResponse) account.ask(PutEventsRequest.builder()
                .entries(PutEventsRequestEntry.builder()
                        .eventBusName(target.arn())
                        .source(target.eventBridgeParameters().source())
                        .detailType(target.eventBridgeParameters().detailType())
                        .detail(input(target))
                        .build())
                .build());
        answer.entries().stream().filter(entry -> entry.errorCode() != null).forEach(entry -> {
            throw AwsFault.badRequest(entry.errorCode(), entry.errorMessage());
        });
    }

    private void task(GetScheduleResponse schedule, EcsParameters asked) {
        RunTaskResponse answer = (RunTaskResponse) account.ask(RunTaskRequest.builder()
                .cluster(schedule.target().arn())
                .taskDefinition(asked.taskDefinitionArn())
                .count(asked.taskCount())
                .launchType(asked.launchTypeAsString())
                .capacityProviderStrategy(asked.capacityProviderStrategy().stream()
                        .map(one -> software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem.builder()
                                .capacityProvider(one.capacityProvider())
                                .weight(one.weight())
                                .base(one.base())
                                .build())
                        .toList())
                .networkConfiguration(network(asked.networkConfiguration()))
                .group(asked.group())
                .startedBy(STARTED_BY + schedule.name().replace('.', '-'))
                .overrides(overrides(schedule.target().input()))
                .build());
        if (!answer.failures().isEmpty()) {
            throw AwsFault.badRequest(
                    "Ecs.Failure", String.valueOf(answer.failures().get(0).reason()));
        }
    }

    private static software.amazon.awssdk.services.ecs.model.@Nullable NetworkConfiguration network(
            @Nullable NetworkConfiguration asked) {
        return Optional.ofNullable(asked)
                .map(NetworkConfiguration::awsvpcConfiguration)
                .map(vpc -> software.amazon.awssdk.services.ecs.model.NetworkConfiguration.builder()
                        .awsvpcConfiguration(v -> v.subnets(vpc.subnets())
                                .securityGroups(vpc.securityGroups())
                                .assignPublicIp(Optional.ofNullable(vpc.assignPublicIp())
                                        .orElse(AssignPublicIp.DISABLED)
                                        .toString()))
                        .build())
                .orElse(null);
    }

    /** {@code {"containerOverrides": [{"name": "app", "command": [...], "environment": [...]}]}}. */
    private static @Nullable TaskOverride overrides(@Nullable String input) {
        return Optional.ofNullable(input)
                .map(text -> TaskOverride.builder()
                        .containerOverrides(containers(json(text)))
                        .build())
                .orElse(null);
    }

    private static List<ContainerOverride> containers(JsonNode input) {
        List<ContainerOverride> containers = new ArrayList<>();
        for (JsonNode one : input.path("containerOverrides")) {
            List<String> command = new ArrayList<>();
            one.path("command").forEach(word -> command.add(word.asText()));
            List<KeyValuePair> environment = new ArrayList<>();
            one.path("environment")
                    .forEach(variable -> environment.add(KeyValuePair.builder()
                            .name(variable.path("name").asText())
                            .value(variable.path("value").asText())
                            .build()));
            containers.add(ContainerOverride.builder()
                    .name(one.path("name").asText())
                    .command(command)
                    .environment(environment)
                    .build());
        }
        return containers;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw AwsFault.badRequest("InvalidParameterException", "The input is not JSON.");
        }
    }

    private static String input(Target target) {
        return Optional.ofNullable(target.input()).orElse("{}");
    }
}
