package io.kinexus.operator.kind.alarm;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an alarm is to us: its table, its calls, its health. Pure. */
final class Alarms {
    static final KindName NAME = new KindName("alarm");
    /** A hundred a page, by the environment's prefix. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ANY = "arn:aws:cloudwatch:${region}:${account}:alarm:*";
    private static final String NAMED = "arn:aws:cloudwatch:${region}:${account}:alarm:${alarmName}";

    static final Fields<AlarmSpec, AlarmLive> FIELDS = Fields.<AlarmSpec, AlarmLive>table()
            .row(field("alarmDescription", AlarmSpec::description, AlarmLive::description))
            .row(field("actionsEnabled", (AlarmSpec spec) -> true, AlarmLive::actionsEnabled))
            .row(exact("namespace", one(AlarmSpec.Stat::namespace), has(AlarmSpec.Stat::namespace)))
            .row(exact("metricName", one(AlarmSpec.Stat::metricName), has(AlarmSpec.Stat::metricName)))
            .row(exact("dimensions", one(AlarmSpec.Stat::dimensions), has(AlarmSpec.Stat::dimensions)))
            .row(exact("statistic", one(AlarmSpec.Stat::stat), has(AlarmSpec.Stat::stat)))
            .row(field("metrics", Alarms::wanted, Alarms::live)
                    .matching(MathTemplate::sameForm)
                    .showing(MathTemplate::text))
            .row(field("metrics.basis", Alarms::wanted, Alarms::live)
                    .matching(MathTemplate::sameValues)
                    .showing(MathTemplate::text)
                    .following())
            .row(field("period", AlarmSpec::period, AlarmLive::period))
            .row(field("evaluationPeriods", AlarmSpec::evaluationPeriods, AlarmLive::evaluationPeriods))
            .row(field("datapointsToAlarm", AlarmSpec::datapointsToAlarm, AlarmLive::datapointsToAlarm))
            .row(field(
                    "comparisonOperator", (AlarmSpec spec) -> spec.comparison().aws(), AlarmLive::comparison))
            .row(field("threshold", AlarmSpec::threshold, AlarmLive::threshold))
            .row(field(
                    "treatMissingData",
                    (AlarmSpec spec) -> spec.treatMissingData().aws(),
                    AlarmLive::treatMissingData))
            .row(field("alarmActions", AlarmSpec::alarmActions, AlarmLive::alarmActions)
                    .matching(Match.unordered()))
            .row(field("oKActions", AlarmSpec::okActions, AlarmLive::okActions).matching(Match.unordered()))
            .row(field(
                            "insufficientDataActions",
                            (AlarmSpec spec) -> List.<String>of(),
                            AlarmLive::insufficientDataActions)
                    .matching(Match.unordered()))
            .row(exact("unit", Alarms::none, AlarmLive::unit))
            .row(exact("evaluateLowSampleCountPercentile", Alarms::none, AlarmLive::lowSamples))
            .row(exact("thresholdMetricId", Alarms::none, AlarmLive::thresholdMetricId))
            .unmanaged("alarmName", "its identity")
            .unmanaged("extendedStatistic", "compared as statistic: AWS has two members for one thing")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("cloudwatch:DescribeAlarms", ANY)
                    .because("alarms are listed, ours and those that are left over"),
            Permission.on("cloudwatch:PutMetricAlarm", NAMED),
            Permission.on("cloudwatch:TagResource", NAMED),
            Permission.on("cloudwatch:ListTagsForResource", NAMED),
            Ownership.only(Permission.on("cloudwatch:DeleteAlarms", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Alarms() {}

    /** Too little data is not ill health. */
    static Verdict health(AlarmLive live) {
        return switch (live.state()) {
            case "ALARM" -> Verdict.unhealthy(live.name() + ": " + live.reason());
            default -> Verdict.healthy();
        };
    }

    private static MathTemplate wanted(AlarmSpec spec) {
        return new MathTemplate(spec.metrics(), spec.basis());
    }

    private static MathTemplate live(AlarmLive live) {
        return new MathTemplate(live.metrics(), Map.of());
    }

    /** A part of a metric. */
    private interface Part<V> {
        V of(AlarmSpec.Stat stat);
    }

    private static <V> Function<AlarmSpec, Optional<V>> one(Part<V> part) {
        return spec -> spec.metric().map(part::of);
    }

    private static <V> Function<AlarmLive, Optional<V>> has(Part<V> part) {
        return live -> live.metric().map(part::of);
    }

    private static Optional<String> none(AlarmSpec spec) {
        return Optional.empty();
    }
}
