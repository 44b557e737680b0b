package io.kinexus.operator.kind.schedule;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.kind.schedule.ScheduleSpec.Ecs;
import io.kinexus.operator.kind.schedule.ScheduleSpec.Target;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a schedule is to us: its table, its calls, its permissions. Pure. */
final class Schedules {
    static final KindName NAME = new KindName("schedule");
    /** A hundred names a page, to find what is left over; each is then read by itself. */
    static final Floor FLOOR = new Floor(100, 1).withoutTags();

    static final String UTC = "UTC";
    static final String OFF = "OFF";
    static final String NONE = "NONE";
    private static final String NAMED = "arn:aws:scheduler:${region}:${account}:schedule/default/${name}";
    private static final String OURS = "arn:aws:scheduler:${region}:${account}:schedule/default/${environment}-*";

    static final Fields<ScheduleSpec, ScheduleLive> FIELDS = table();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("scheduler:ListSchedules", "the action has no resource-level permissions"),
            Permission.on("scheduler:GetSchedule", OURS)
                    .because("schedules are read, ours and those that are left over"),
            Permission.on("scheduler:CreateSchedule", NAMED),
            Permission.on("scheduler:UpdateSchedule", NAMED),
            Permission.on("scheduler:DeleteSchedule", OURS)
                    .because("no schedule has tags: what is left over is known by its name and its description"),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "scheduler.amazonaws.com"));

    private Schedules() {}

    private static Fields<ScheduleSpec, ScheduleLive> table() {
        Fields.Builder<ScheduleSpec, ScheduleLive> table = Fields.table();
        times(table);
        target(table);
        tasks(table);
        return table.unmanaged("name", "its identity")
                .unmanaged("groupName", "the default group, for every schedule")
                .unmanaged("clientToken", "the intent's token")
                .build();
    }

    private static void times(Fields.Builder<ScheduleSpec, ScheduleLive> table) {
        table.row(field("scheduleExpression", ScheduleSpec::expression, ScheduleLive::expression))
                .row(field(
                        "scheduleExpressionTimezone",
                        (ScheduleSpec spec) -> spec.timeZone().orElse(UTC),
                        ScheduleLive::timeZone))
                .row(field("state", ScheduleSpec::enabled, ScheduleLive::enabled)
                        .showing(on -> on ? "ENABLED" : "DISABLED"))
                .row(field("description", ScheduleSpec::description, ScheduleLive::description))
                .row(field("flexibleTimeWindow", (ScheduleSpec spec) -> OFF, (ScheduleLive live) -> live.bounds()
                        .window()))
                .row(exact("startDate", spec -> Optional.empty(), (ScheduleLive live) -> live.bounds()
                        .start()))
                .row(exact("endDate", spec -> Optional.empty(), (ScheduleLive live) -> live.bounds()
                        .end()))
                .row(exact("kmsKeyArn", spec -> Optional.empty(), (ScheduleLive live) -> live.bounds()
                        .key()))
                .row(field("actionAfterCompletion", (ScheduleSpec spec) -> NONE, (ScheduleLive live) -> live.bounds()
                        .afterwards()));
    }

    private static void target(Fields.Builder<ScheduleSpec, ScheduleLive> table) {
        table.row(of("target.arn", Target::arn))
                .row(of("target.roleArn", Target::roleArn))
                .row(maybe("target.input", Target::input))
                .row(maybe("target.deadLetterConfig.arn", Target::deadLetterArn))
                .row(of("target.retryPolicy.maximumEventAgeInSeconds", target -> target.retry()
                        .forSeconds()))
                .row(of("target.retryPolicy.maximumRetryAttempts", target -> target.retry()
                        .attempts()))
                .row(maybe("target.eventBridgeParameters", Target::event))
                .row(field("target", (ScheduleSpec spec) -> Set.<String>of(), ScheduleLive::more)
                        .showing(more -> more.isEmpty() ? "(nothing else)" : new TreeSet<>(more).toString()));
    }

    private static void tasks(Fields.Builder<ScheduleSpec, ScheduleLive> table) {
        table.row(task("taskDefinitionArn", Ecs::taskDefinition))
                .row(task("taskCount", Ecs::count))
                .row(task("capacityProviderStrategy", ecs -> Set.copyOf(ecs.capacity())))
                .row(task("networkConfiguration.subnets", ecs -> new TreeSet<>(ecs.subnets())))
                .row(task("networkConfiguration.securityGroups", ecs -> new TreeSet<>(ecs.securityGroups())))
                .row(task("networkConfiguration.assignPublicIp", Ecs::publicIp));
    }

    private static <V> Field<ScheduleSpec, ScheduleLive, V> of(String path, Function<Target, V> value) {
        return field(
                path,
                (ScheduleSpec spec) -> value.apply(spec.target()),
                (ScheduleLive live) -> value.apply(live.target()));
    }

    private static <V> Field<ScheduleSpec, ScheduleLive, Optional<V>> maybe(
            String path, Function<Target, Optional<V>> value) {
        return exact(
                path,
                (ScheduleSpec spec) -> value.apply(spec.target()),
                (ScheduleLive live) -> value.apply(live.target()));
    }

    private static <V> Field<ScheduleSpec, ScheduleLive, Optional<V>> task(String member, Function<Ecs, V> value) {
        return maybe("target.ecsParameters." + member, target -> target.ecs().map(value));
    }
}
