package io.kinexus.operator.kind.metricfilter;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.metricfilter.MetricFilterLive.Count;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a metric filter is to us. Pure. */
final class MetricFilters {
    static final KindName NAME = new KindName("metric-filter");
    /** Fifty a page, of all log groups. */
    static final Floor FLOOR = new Floor(50, 0).withoutTags();

    private static final String ANY = "arn:aws:logs:${region}:${account}:log-group:*";
    private static final String NAMED = "arn:aws:logs:${region}:${account}:log-group:${logGroup}";

    static final Fields<MetricFilterSpec, MetricFilterLive> FIELDS = Fields.<MetricFilterSpec, MetricFilterLive>table()
            .row(field("filterPattern", MetricFilterSpec::pattern, MetricFilterLive::pattern))
            .row(field("metricTransformations", MetricFilters::counts, MetricFilterLive::counts))
            .row(field("applyOnTransformedLogs", (MetricFilterSpec spec) -> false, MetricFilterLive::ofTransformedLogs))
            .unmanaged("logGroupName", "its identity, with its name")
            .unmanaged("filterName", "its identity, with its log group")
            .unmanaged("fieldSelectionCriteria", "for logs that other accounts send; not declared")
            .unmanaged("emitSystemFieldDimensions", "for logs that other accounts send; not declared")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("logs:DescribeMetricFilters", ANY)
                    .because("filters are listed over all log groups, ours and those that are left over"),
            Permission.on("logs:PutMetricFilter", NAMED, NAMED + ":*"),
            Permission.on("logs:DeleteMetricFilter", ANY)
                    .because("what is left over may be on a log group that is not declared any more"));

    private MetricFilters() {}

    private static List<Count> counts(MetricFilterSpec spec) {
        return List.of(new Count(spec.namespace(), spec.metric(), "1", Optional.of(0.0), ""));
    }

    /**
     * AWS has no tags for filters: one is ours by its name together with the namespace that it counts into. Empty for a filter
     * of somebody else's.
     */
    static Optional<ResourceId> id(String environment, MetricFilterLive live) {
        String prefix = environment + "-";
        boolean ours = live.name().startsWith(prefix)
                && live.counts().stream()
                        .anyMatch(count -> count.namespace().equals(MetricFilterSpec.namespace(environment)));
        return ours
                ? Optional.of(new ResourceId(environment, NAME, live.name().substring(prefix.length())))
                : Optional.empty();
    }
}
