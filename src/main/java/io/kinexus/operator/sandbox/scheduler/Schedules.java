package io.kinexus.operator.sandbox.scheduler;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.iam.IamSandbox;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/**
 * The schedules. What an update leaves out goes back to its default.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html">UpdateSchedule</a>
 */
final class Schedules {
    private static final int PAGE = 100;
    private static final String UTC = "UTC";
    private static final String PRINCIPAL = "scheduler.amazonaws.com";
    private static final int DAY = 86_400;
    private static final int RETRIES = 185;

    private final Account account;
    private final ScheduleGroups groups;
    private final Firing firing;
    private final Map<String, Planned> schedules = new TreeMap<>();
    /** CreateSchedule by its client token: the same request again is answered as before. */
    private final Map<String, CreateScheduleRequest> tokens = new LinkedHashMap<>();

    Schedules(Account account, ScheduleGroups groups, Firing firing) {
        this.account = account;
        this.groups = groups;
        this.firing = firing;
    }

    void install(Handlers handlers) {
        handlers.on(CreateScheduleRequest.class, this::create);
        handlers.on(GetScheduleRequest.class, r -> find(r.groupName(), r.name()).written);
        handlers.on(UpdateScheduleRequest.class, this::update);
        handlers.on(DeleteScheduleRequest.class, this::delete);
        handlers.on(ListSchedulesRequest.class, this::list);
    }

    /** By {@code group/name}. */
    Map<String, Planned> all() {
        return schedules;
    }

    /** A group is gone with all that was in it. */
    void dropped(String group) {
        List.copyOf(schedules.keySet()).stream()
                .filter(key -> key.startsWith(group + "/"))
                .forEach(this::remove);
    }

    private CreateScheduleResponse create(CreateScheduleRequest request) {
        String group = groups.name(request.groupName());
        String key = group + "/" + request.name();
        Planned known = schedules.get(key);
        if (known != null) {
            boolean same = request.clientToken() != null && request.equals(tokens.get(request.clientToken()));
            if (!same) {
                throw Refused.taken("Schedule " + request.name());
            }
            return CreateScheduleResponse.builder()
                    .scheduleArn(known.written.arn())
                    .build();
        }
        Planned made = new Planned(written(asUpdate(request), group, account.now()));
        schedules.put(key, made);
        if (request.clientToken() != null) {
            tokens.put(request.clientToken(), request);
        }
        firing.start(made, true);
        return CreateScheduleResponse.builder().scheduleArn(made.written.arn()).build();
    }

    private static UpdateScheduleRequest asUpdate(CreateScheduleRequest request) {
        return UpdateScheduleRequest.builder()
                .name(request.name())
                .actionAfterCompletion(request.actionAfterCompletion())
                .description(request.description())
                .startDate(request.startDate())
                .endDate(request.endDate())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .kmsKeyArn(request.kmsKeyArn())
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .state(request.state())
                .target(request.target())
                .build();
    }

    private UpdateScheduleResponse update(UpdateScheduleRequest request) {
        Planned one = find(request.groupName(), request.name());
        one.written = written(request, one.written.groupName(), one.written.creationDate());
        one.version++;
        firing.start(one, false);
        return UpdateScheduleResponse.builder().scheduleArn(one.written.arn()).build();
    }

    private GetScheduleResponse written(UpdateScheduleRequest request, String group, Instant created) {
        String zone = Optional.ofNullable(request.scheduleExpressionTimezone()).orElse(UTC);
        Firing.read(request.scheduleExpression(), zone, account.now());
        check(request);
        return GetScheduleResponse.builder()
                .name(request.name())
                .groupName(group)
                .arn(account.arn("scheduler", "schedule/" + group + "/" + request.name()))
                .description(request.description())
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(zone)
                .startDate(request.startDate())
                .endDate(request.endDate())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .kmsKeyArn(request.kmsKeyArn())
                .state(Optional.ofNullable(request.state()).orElse(ScheduleState.ENABLED))
                .actionAfterCompletion(
                        Optional.ofNullable(request.actionAfterCompletion()).orElse(ActionAfterCompletion.NONE))
                .target(complete(request.target()))
                .creationDate(created)
                .lastModificationDate(account.now())
                .build();
    }

    private void check(UpdateScheduleRequest request) {
        Target target = request.target();
        if (!account.service(IamSandbox.class).assumable(target.roleArn(), PRINCIPAL)) {
            throw Refused.invalid(
                    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
        boolean window = request.flexibleTimeWindow().maximumWindowInMinutes() != null;
        if (window != (request.flexibleTimeWindow().mode() == FlexibleTimeWindowMode.FLEXIBLE)) {
            throw Refused.invalid("A flexible time window has a maximum window in minutes, and no other has one.");
        }
        boolean cluster = target.arn().contains(":ecs:");
        if (cluster && target.ecsParameters() == null) {
            throw Refused.invalid("EcsParameters must be specified for an ECS target.");
        }
        if (!cluster && target.ecsParameters() != null) {
            throw Refused.invalid("EcsParameters can only be specified for an ECS target.");
        }
        boolean bus = target.arn().contains(":events:");
        if (bus != (target.eventBridgeParameters() != null)) {
            throw Refused.invalid("EventBridgeParameters are for an event bus, and an event bus needs them.");
        }
        if (cluster
                && target.ecsParameters().launchType() != null
                && !target.ecsParameters().capacityProviderStrategy().isEmpty()) {
            throw Refused.invalid("LaunchType and CapacityProviderStrategy cannot be specified together.");
        }
    }

    /** As GetSchedule shows a target whose retry policy nobody stated. */
    private static Target complete(Target target) {
        Optional<RetryPolicy> stated = Optional.ofNullable(target.retryPolicy());
        return target.copy(to -> to.retryPolicy(r -> r.maximumEventAgeInSeconds(
                        stated.map(RetryPolicy::maximumEventAgeInSeconds).orElse(DAY))
                .maximumRetryAttempts(
                        stated.map(RetryPolicy::maximumRetryAttempts).orElse(RETRIES))));
    }

    private DeleteScheduleResponse delete(DeleteScheduleRequest request) {
        find(request.groupName(), request.name());
        remove(groups.name(request.groupName()) + "/" + request.name());
        return DeleteScheduleResponse.builder().build();
    }

    private void remove(String key) {
        Planned gone = schedules.remove(key);
        if (gone != null) {
            gone.version++;
        }
    }

    private Planned find(@Nullable String group, String name) {
        return Optional.ofNullable(schedules.get(groups.name(group) + "/" + name))
                .orElseThrow(() -> Refused.missing("Schedule " + name));
    }

    private ListSchedulesResponse list(ListSchedulesRequest request) {
        Optional<String> group = Optional.ofNullable(request.groupName()).map(groups::name);
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<ScheduleSummary> matching = schedules.values().stream()
                .map(one -> one.written)
                .filter(one -> group.isEmpty() || group.get().equals(one.groupName()))
                .filter(one -> one.name().startsWith(prefix))
                .filter(one -> request.state() == null || request.state() == one.state())
                .map(one -> ScheduleSummary.builder()
                        .name(one.name())
                        .groupName(one.groupName())
                        .arn(one.arn())
                        .state(one.state())
                        .target(t -> t.arn(one.target().arn()))
                        .creationDate(one.creationDate())
                        .lastModificationDate(one.lastModificationDate())
                        .build())
                .toList();
        var page = Pages.of(matching, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListSchedulesResponse.builder()
                .schedules(page.items())
                .nextToken(page.next())
                .build();
    }
}
