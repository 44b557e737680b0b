package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.kind.schedule.ScheduleSpec.Ecs;
import io.kinexus.operator.kind.schedule.ScheduleSpec.Event;
import io.kinexus.operator.kind.schedule.ScheduleSpec.Retry;
import io.kinexus.operator.kind.schedule.ScheduleSpec.Share;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.scheduler.model.AssignPublicIp;
import software.amazon.awssdk.services.scheduler.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.scheduler.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.scheduler.model.DeadLetterConfig;
import software.amazon.awssdk.services.scheduler.model.EcsParameters;
import software.amazon.awssdk.services.scheduler.model.EventBridgeParameters;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.LaunchType;
import software.amazon.awssdk.services.scheduler.model.NetworkConfiguration;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/** Between AWS's words for a schedule and ours. */
final class ScheduleTargetAws {
    /** Members of a target that are compared one by one. */
    private static final Set<String> COMPARED = Set.of(
            "Arn", "RoleArn", "Input", "DeadLetterConfig", "RetryPolicy", "EventBridgeParameters", "EcsParameters");

    private static final Set<String> COMPARED_OF_TASKS =
            Set.of("TaskDefinitionArn", "TaskCount", "LaunchType", "CapacityProviderStrategy", "NetworkConfiguration");

    private ScheduleTargetAws() {}

    static Target target(ScheduleSpec.Target wanted) {
        return Target.builder()
                .arn(wanted.arn())
                .roleArn(wanted.roleArn())
                .input(wanted.input().orElse(null))
                .ecsParameters(wanted.ecs().map(ScheduleTargetAws::tasks).orElse(null))
                .eventBridgeParameters(wanted.event()
                        .map(event -> EventBridgeParameters.builder()
                                .detailType(event.detailType())
                                .source(event.source())
                                .build())
                        .orElse(null))
                .deadLetterConfig(wanted.deadLetterArn()
                        .map(arn -> DeadLetterConfig.builder().arn(arn).build())
                        .orElse(null))
                .retryPolicy(r -> r.maximumEventAgeInSeconds(wanted.retry().forSeconds())
                        .maximumRetryAttempts(wanted.retry().attempts()))
                .build();
    }

    private static EcsParameters tasks(Ecs wanted) {
        return EcsParameters.builder()
                .taskDefinitionArn(wanted.taskDefinition())
                .taskCount(wanted.count())
                .launchType(wanted.capacity().isEmpty() ? LaunchType.FARGATE : null)
                .capacityProviderStrategy(wanted.capacity().stream()
                        .map(share -> CapacityProviderStrategyItem.builder()
                                .capacityProvider(share.provider())
                                .weight(share.weight())
                                .base(share.base())
                                .build())
                        .toList())
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(new TreeSet<>(wanted.subnets()))
                        .securityGroups(new TreeSet<>(wanted.securityGroups()))
                        .assignPublicIp(wanted.publicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)))
                .build();
    }

    static ScheduleLive read(GetScheduleResponse live) {
        String description = Optional.ofNullable(live.description()).orElse("");
        return new ScheduleLive(
                live.arn(),
                live.name(),
                Mark.read(description),
                Mark.without(description),
                live.scheduleExpression(),
                Optional.ofNullable(live.scheduleExpressionTimezone()).orElse(Schedules.UTC),
                live.state() != ScheduleState.DISABLED,
                read(live.target()),
                more(live.target()),
                new ScheduleLive.Bounds(
                        window(live.flexibleTimeWindow()),
                        Optional.ofNullable(live.startDate()),
                        Optional.ofNullable(live.endDate()),
                        Optional.ofNullable(live.kmsKeyArn()),
                        Optional.ofNullable(live.actionAfterCompletionAsString())
                                .orElse(Schedules.NONE)));
    }

    private static String window(@Nullable FlexibleTimeWindow window) {
        return Optional.ofNullable(window)
                .map(one -> one.modeAsString()
                        + Optional.ofNullable(one.maximumWindowInMinutes())
                                .map(minutes -> " " + minutes + "m")
                                .orElse(""))
                .orElse(Schedules.OFF);
    }

    private static ScheduleSpec.Target read(Target live) {
        return new ScheduleSpec.Target(
                live.arn(),
                live.roleArn(),
                Optional.ofNullable(live.input()),
                Optional.ofNullable(live.ecsParameters()).map(ScheduleTargetAws::read),
                Optional.ofNullable(live.eventBridgeParameters())
                        .map(event -> new Event(event.detailType(), event.source())),
                Optional.ofNullable(live.deadLetterConfig()).map(DeadLetterConfig::arn),
                read(Optional.ofNullable(live.retryPolicy())));
    }

    private static Retry read(Optional<RetryPolicy> live) {
        Retry usual = Retry.usual();
        return new Retry(
                live.map(RetryPolicy::maximumEventAgeInSeconds).orElse(usual.forSeconds()),
                live.map(RetryPolicy::maximumRetryAttempts).orElse(usual.attempts()));
    }

    private static Ecs read(EcsParameters live) {
        Optional<AwsVpcConfiguration> network =
                Optional.ofNullable(live.networkConfiguration()).map(NetworkConfiguration::awsvpcConfiguration);
        return new Ecs(
                live.taskDefinitionArn(),
                Optional.ofNullable(live.taskCount()).orElse(1),
                live.capacityProviderStrategy().stream()
                        .map(one -> new Share(one.capacityProvider(), number(one.weight()), number(one.base())))
                        .toList(),
                new HashSet<>(network.map(AwsVpcConfiguration::subnets).orElseGet(java.util.List::of)),
                new HashSet<>(network.map(AwsVpcConfiguration::securityGroups).orElseGet(java.util.List::of)),
                network.map(AwsVpcConfiguration::assignPublicIp)
                        .filter(AssignPublicIp.ENABLED::equals)
                        .isPresent());
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** What somebody set that no declaration has a word for. */
    private static Set<String> more(Target live) {
        Set<String> more = new TreeSet<>(others(live, COMPARED, ""));
        Optional.ofNullable(live.ecsParameters()).ifPresent(ecs -> {
            more.addAll(others(ecs, COMPARED_OF_TASKS, "ecsParameters."));
            if (ecs.launchType() != null && ecs.launchType() != LaunchType.FARGATE) {
                more.add("ecsParameters.LaunchType=" + ecs.launchTypeAsString());
            }
        });
        return more;
    }

    private static Set<String> others(SdkPojo pojo, Set<String> compared, String prefix) {
        Set<String> others = new TreeSet<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean unset = value == null || value instanceof SdkAutoConstructList || Boolean.FALSE.equals(value);
            if (!unset && !compared.contains(field.memberName())) {
                others.add(prefix + field.memberName() + "=" + Arrays.deepToString(new Object[] {value}));
            }
        }
        return others;
    }
}
