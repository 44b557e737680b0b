package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * The calls. Each schedule is read by its name; those with the environment's name in front that nobody declares are listed,
 * and are ours where their description says so.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html">UpdateSchedule</a>
 */
final class ScheduleAws {
    private static final int PAGE = 100;
    private static final String GROUP = "default";
    private static final String MISSING = "ResourceNotFoundException";

    private ScheduleAws() {}

    static Map<ResourceId, Observation<ScheduleLive>> observe(Scope scope, Collection<Declared<ScheduleSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> read(scope, one.spec().name())
                .<Observation<ScheduleLive>>map(live -> new Observation.Present<>(
                        live, true, live.mark().equals(Optional.of(one.id().toString()))))
                .orElseGet(Observation::absent));
    }

    static Map<ResourceId, Observation<ScheduleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ScheduleLive>> surplus = new LinkedHashMap<>();
        Set<String> known = declared.stream().map(ResourceId::toString).collect(Collectors.toSet());
        for (String name : names(scope)) {
            read(scope, name)
                    .filter(live -> live.mark()
                            .filter(mark -> mark.startsWith(scope.environment() + "/" + Schedules.NAME + "/"))
                            .filter(mark -> !known.contains(mark))
                            .isPresent())
                    .ifPresent(live ->
                            surplus.put(ResourceId.parse(live.mark().orElseThrow()), Observation.present(live)));
        }
        return surplus;
    }

    private static List<String> names(Scope scope) {
        return scope
                .client(SchedulerClient.class)
                .listSchedulesPaginator(r ->
                        r.groupName(GROUP).namePrefix(scope.environment() + "-").maxResults(PAGE))
                .schedules()
                .stream()
                .map(ScheduleSummary::name)
                .toList();
    }

    private static Optional<ScheduleLive> read(Scope scope, String name) {
        return scope.once(name, Found.class, () -> new Found(get(scope, name))).live();
    }

    private record Found(Optional<ScheduleLive> live) {}

    private static Optional<ScheduleLive> get(Scope scope, String name) {
        try {
            return Optional.of(ScheduleTargetAws.read(scope.client(SchedulerClient.class)
                    .getSchedule(r -> r.name(name).groupName(GROUP))));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, MISSING)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    static Outcome create(Scope scope, Declared<ScheduleSpec> wanted, Attempt attempt) {
        ScheduleSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SchedulerClient.class).createSchedule(r -> r.name(spec.name())
                        .groupName(GROUP)
                        .clientToken(attempt.token())
                        .description(Mark.write(wanted.id(), spec.description()))
                        .scheduleExpression(spec.expression())
                        .scheduleExpressionTimezone(spec.timeZone().orElse(Schedules.UTC))
                        .flexibleTimeWindow(w -> w.mode(Schedules.OFF))
                        .actionAfterCompletion(Schedules.NONE)
                        .state(state(spec))
                        .target(ScheduleTargetAws.target(spec.target())));
            } catch (SdkException failure) {
                return notNow(failure, attempt);
            }
            return Outcome.done();
        });
    }

    /** The whole schedule is sent: UpdateSchedule sets back to its default whatever it is not told. */
    static Outcome update(
            Scope scope, Declared<ScheduleSpec> wanted, ScheduleLive live, List<FieldChange> changes, Attempt attempt) {
        ScheduleSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SchedulerClient.class).updateSchedule(r -> r.name(spec.name())
                        .groupName(GROUP)
                        .clientToken(attempt.token())
                        .description(Mark.write(wanted.id(), spec.description()))
                        .scheduleExpression(spec.expression())
                        .scheduleExpressionTimezone(spec.timeZone().orElse(Schedules.UTC))
                        .flexibleTimeWindow(w -> w.mode(Schedules.OFF))
                        .actionAfterCompletion(Schedules.NONE)
                        .state(state(spec))
                        .target(ScheduleTargetAws.target(spec.target())));
            } catch (SdkException failure) {
                return notNow(failure, attempt);
            }
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, ScheduleLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SchedulerClient.class)
                        .deleteSchedule(
                                r -> r.name(live.name()).groupName(GROUP).clientToken(attempt.token()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, MISSING)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** A name that is taken is for the next look; a role that was just made may come after its schedule. */
    private static Outcome notNow(SdkException failure, Attempt attempt) {
        if (AwsFailures.is(failure, "ConflictException")
                && AwsFailures.text(failure).contains("already exists")) {
            return Outcome.done();
        }
        if (AwsFailures.text(failure).contains("must allow AWS EventBridge Scheduler to assume the role")) {
            return AwsFailures.spreading(failure, attempt);
        }
        throw failure;
    }

    private static ScheduleState state(ScheduleSpec spec) {
        return spec.enabled() ? ScheduleState.ENABLED : ScheduleState.DISABLED;
    }
}
