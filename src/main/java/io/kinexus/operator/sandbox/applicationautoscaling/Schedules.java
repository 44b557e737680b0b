package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/**
 * Scheduled actions: at their times they set the target's bounds, and the desired count is moved between them.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html">Scheduled
 *     scaling</a>
 */
final class Schedules {
    private static final int PAGE = 50;

    private final Account account;
    private final Targets targets;
    private final Scaler scaler;
    private long versions;

    Schedules(Account account, Targets targets, Scaler scaler) {
        this.account = account;
        this.targets = targets;
        this.scaler = scaler;
    }

    void install(Handlers handlers) {
        handlers.on(PutScheduledActionRequest.class, this::put);
        handlers.on(DescribeScheduledActionsRequest.class, this::describe);
        handlers.on(DeleteScheduledActionRequest.class, this::delete);
    }

    private PutScheduledActionResponse put(PutScheduledActionRequest request) {
        Refusals.ecs(request.serviceNamespace());
        Target target = targets.registered(request.resourceId(), request.scalableDimension());
        Optional<ScheduledAction> before = Optional.ofNullable(target.actions.get(request.scheduledActionName()))
                .map(Target.Planned::action);
        ScheduledAction action = ScheduledAction.builder()
                .scheduledActionName(request.scheduledActionName())
                .scheduledActionARN(
                        before.map(ScheduledAction::scheduledActionARN).orElseGet(() -> arn(target, request)))
                .serviceNamespace(request.serviceNamespace())
                .resourceId(request.resourceId())
                .scalableDimension(request.scalableDimension())
                .schedule(Optional.ofNullable(request.schedule())
                        .or(() -> before.map(ScheduledAction::schedule))
                        .orElseThrow(() -> Refusals.invalid("Schedule is required")))
                .timezone(request.timezone())
                .startTime(request.startTime())
                .endTime(request.endTime())
                .scalableTargetAction(Optional.ofNullable(request.scalableTargetAction())
                        .or(() -> before.map(ScheduledAction::scalableTargetAction))
                        .orElseThrow(() -> Refusals.invalid("ScalableTargetAction is required")))
                .creationTime(before.map(ScheduledAction::creationTime).orElse(account.now()))
                .build();
        check(action.scalableTargetAction());
        AwsSchedule schedule = schedule(action);
        Target.Planned planned = new Target.Planned(action, ++versions);
        target.actions.put(action.scheduledActionName(), planned);
        wait(target, planned, schedule);
        return PutScheduledActionResponse.builder().build();
    }

    private static void check(ScalableTargetAction action) {
        Integer min = action.minCapacity();
        Integer max = action.maxCapacity();
        if (min == null && max == null) {
            throw Refusals.invalid("At least one of MinCapacity and MaxCapacity is required");
        }
        if (min != null && max != null && min > max) {
            throw Refusals.invalid("Minimum capacity cannot be greater than maximum capacity");
        }
    }

    private static AwsSchedule schedule(ScheduledAction action) {
        try {
            ZoneId zone = ZoneId.of(Optional.ofNullable(action.timezone()).orElse("UTC"));
            Instant from = Optional.ofNullable(action.startTime()).orElse(action.creationTime());
            return AwsSchedule.parse(action.schedule(), zone, from);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refusals.invalid("Schedule or timezone is not valid: " + e.getMessage());
        }
    }

    private void wait(Target target, Target.Planned planned, AwsSchedule schedule) {
        ScheduledAction action = planned.action();
        Instant from = Optional.ofNullable(action.startTime())
                .filter(start -> start.isAfter(account.now()))
                .map(start -> start.minusNanos(1))
                .orElse(account.now());
        schedule.next(from)
                .filter(next -> action.endTime() == null || !next.isAfter(action.endTime()))
                .ifPresent(next -> account.clock()
                        .after(Duration.between(account.now(), next), () -> fire(target, planned, schedule)));
    }

    /** Only the version that was waited for: one that was changed or deleted in the meantime waits on its own. */
    private void fire(Target target, Target.Planned planned, AwsSchedule schedule) {
        ScheduledAction action = planned.action();
        boolean current = targets.find(target.resourceId())
                .flatMap(found -> Optional.ofNullable(found.actions.get(action.scheduledActionName())))
                .filter(found -> found.version() == planned.version())
                .isPresent();
        if (!current) {
            return;
        }
        if (!target.schedulesSuspended()) {
            ScalableTargetAction bounds = action.scalableTargetAction();
            int min = Optional.ofNullable(bounds.minCapacity()).orElse(target.settings.minCapacity());
            int max = Optional.ofNullable(bounds.maxCapacity()).orElse(target.settings.maxCapacity());
            target.settings = target.settings.toBuilder()
                    .minCapacity(Math.min(min, max))
                    .maxCapacity(max)
                    .build();
            scaler.clamp(target, "scheduled action name " + action.scheduledActionName() + " was triggered");
        }
        wait(target, planned, schedule);
    }

    private DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request) {
        Refusals.ecs(request.serviceNamespace());
        List<ScheduledAction> matching = targets.all().stream()
                .filter(target ->
                        request.resourceId() == null || target.resourceId().equals(request.resourceId()))
                .flatMap(target -> target.actions.values().stream())
                .map(Target.Planned::action)
                .filter(action -> request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
                .toList();
        Pages.Page<ScheduledAction> page = Refusals.page(matching, request.maxResults(), PAGE, request.nextToken());
        return DescribeScheduledActionsResponse.builder()
                .scheduledActions(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request) {
        Refusals.ecs(request.serviceNamespace());
        boolean known = targets.find(request.resourceId())
                .map(target -> target.actions.remove(request.scheduledActionName()))
                .isPresent();
        if (!known) {
            throw Refusals.missing("scheduled action", request.resourceId());
        }
        return DeleteScheduledActionResponse.builder().build();
    }

    private String arn(Target target, PutScheduledActionRequest request) {
        return account.arn(
                "autoscaling",
                "scheduledAction:" + account.dice().uuid() + ":resource/ecs/" + target.resourceId()
                        + ":scheduledActionName/" + request.scheduledActionName());
    }
}
