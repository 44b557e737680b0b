package io.kinexus.operator.kind.targetgroup;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What a target group is to us: its table, its calls, its permissions. Pure. */
final class TargetGroups {
    static final KindName NAME = new KindName("target-group");
    /** All groups of the account, 400 a page; then one call for each of ours, for its attributes. */
    static final Floor FLOOR = new Floor(400, 1);

    static final String ATTRIBUTE = "attributes.";
    private static final String STICKY = "stickiness.enabled";
    private static final String ANY = "arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/*";
    private static final String NAMED = "arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${name}/*";
    private static final String READ = "ELB's Describe actions have no resource-level permissions";

    /**
     * AWS's defaults, which are wanted where nothing is stated, so that a value flipped by hand shows.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html">TargetGroupAttribute</a>
     */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry(TargetGroupSpec.DEREGISTRATION_DELAY, "300"),
            Map.entry(STICKY, "false"),
            Map.entry("stickiness.type", "lb_cookie"),
            Map.entry("stickiness.lb_cookie.duration_seconds", "86400"),
            Map.entry("slow_start.duration_seconds", "0"),
            Map.entry("load_balancing.algorithm.type", "round_robin"),
            Map.entry("load_balancing.algorithm.anomaly_mitigation", "off"),
            Map.entry("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"),
            Map.entry("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"));

    static final Fields<TargetGroupSpec, TargetGroupLive> FIELDS = table();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("elasticloadbalancing:DescribeTargetGroups", READ),
            Permission.anywhere("elasticloadbalancing:DescribeTargetGroupAttributes", READ),
            Permission.anywhere("elasticloadbalancing:DescribeTags", READ),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("elasticloadbalancing:CreateTargetGroup", NAMED),
            Permission.on("elasticloadbalancing:AddTags", NAMED),
            Permission.on("elasticloadbalancing:ModifyTargetGroup", NAMED),
            Permission.on("elasticloadbalancing:ModifyTargetGroupAttributes", NAMED),
            Ownership.only(Permission.on("elasticloadbalancing:DeleteTargetGroup", ANY)));

    private TargetGroups() {}

    private static Fields<TargetGroupSpec, TargetGroupLive> table() {
        Fields.Builder<TargetGroupSpec, TargetGroupLive> table = Fields.<TargetGroupSpec, TargetGroupLive>table()
                .row(fixed("protocol", TargetGroupSpec::protocol, TargetGroupLive::protocol))
                .row(fixed("protocolVersion", spec -> "HTTP1", TargetGroupLive::protocolVersion))
                .row(fixed("port", TargetGroupSpec::port, TargetGroupLive::port))
                .row(fixed("vpcId", TargetGroupSpec::vpcId, TargetGroupLive::vpcId))
                .row(fixed("targetType", TargetGroupSpec::targetType, TargetGroupLive::targetType))
                .row(fixed("ipAddressType", spec -> "ipv4", TargetGroupLive::ipAddressType))
                .row(field(
                        "healthCheckEnabled", spec -> true, live -> live.check().enabled()))
                .row(field("healthCheckProtocol", TargetGroupSpec::protocol, live -> live.check()
                        .protocol()))
                .row(field("healthCheckPort", spec -> "traffic-port", live -> live.check()
                        .port()))
                .row(field("healthCheckPath", spec -> spec.healthCheck().path(), live -> live.check()
                        .path()))
                .row(field(
                        "healthCheckIntervalSeconds",
                        spec -> spec.healthCheck().interval().toSeconds(),
                        live -> (long) live.check().interval()))
                .row(field(
                        "healthCheckTimeoutSeconds",
                        spec -> spec.healthCheck().timeout().toSeconds(),
                        live -> (long) live.check().timeout()))
                .row(field("healthyThresholdCount", spec -> spec.healthCheck().healthyThreshold(), live -> live.check()
                        .healthyThreshold()))
                .row(field(
                        "unhealthyThresholdCount", spec -> spec.healthCheck().unhealthyThreshold(), live -> live.check()
                                .unhealthyThreshold()))
                .row(field("matcher", spec -> spec.healthCheck().matcher(), live -> live.check()
                        .matcher()));
        new TreeMap<>(USUAL).keySet().forEach(key -> table.row(attribute(key)));
        return table.unmanaged("name", "its identity")
                .unmanaged("targetGroupArn", "its identity")
                .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                .unmanaged("targetControlPort", "for target optimizer agents, which tasks do not run")
                .build();
    }

    private static <V> Field<TargetGroupSpec, TargetGroupLive, V> fixed(
            String path, Function<TargetGroupSpec, V> want, Function<TargetGroupLive, V> have) {
        return field(path, want, have).effect(Effect.REPLACE);
    }

    private static Field<TargetGroupSpec, TargetGroupLive, String> attribute(String key) {
        return maybe(ATTRIBUTE + key, spec -> wanted(spec, key), live -> Optional.of(live.attribute(key)));
    }

    /** What a cookie looks like matters only while there are cookies. */
    private static Optional<String> wanted(TargetGroupSpec spec, String key) {
        boolean moot = key.startsWith("stickiness.")
                && !key.equals(STICKY)
                && !"true".equals(spec.attributes().get(STICKY));
        return moot ? Optional.empty() : Optional.of(spec.attributes().getOrDefault(key, usual(key)));
    }

    static String usual(String key) {
        return USUAL.getOrDefault(key, "");
    }

    /** {@code targetgroup/<name>/<id>}: the group's name in CloudWatch's dimensions. */
    static String fullName(String arn) {
        return arn.substring(arn.indexOf(":targetgroup/") + 1);
    }
}
