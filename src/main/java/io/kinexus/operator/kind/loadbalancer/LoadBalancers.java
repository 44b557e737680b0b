package io.kinexus.operator.kind.loadbalancer;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a load balancer is to us: its table, its calls, its permissions. Pure. */
final class LoadBalancers {
    static final KindName NAME = new KindName("load-balancer");
    /** All load balancers of the account, 400 a page; then one call for each of ours, for its attributes. */
    static final Floor FLOOR = new Floor(400, 1);

    static final String ATTRIBUTE = "attributes.";
    private static final String ANY = "arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/*";
    private static final String NAMED = "arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/*";
    private static final String READ = "ELB's Describe actions have no resource-level permissions";

    /**
     * AWS's defaults, which are wanted where nothing is stated, so that a value flipped by hand shows.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html">LoadBalancerAttribute</a>
     */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry(LoadBalancerSpec.DELETION_PROTECTION, "false"),
            Map.entry(LoadBalancerSpec.IDLE_TIMEOUT, "60"),
            Map.entry(LoadBalancerSpec.LOGS, "false"),
            Map.entry(LoadBalancerSpec.LOGS_BUCKET, ""),
            Map.entry(LoadBalancerSpec.LOGS_PREFIX, ""),
            Map.entry("connection_logs.s3.enabled", "false"),
            Map.entry("client_keep_alive.seconds", "3600"),
            Map.entry("routing.http2.enabled", "true"),
            Map.entry("routing.http.desync_mitigation_mode", "defensive"),
            Map.entry("routing.http.drop_invalid_header_fields.enabled", "false"),
            Map.entry("routing.http.preserve_host_header.enabled", "false"),
            Map.entry("routing.http.xff_client_port.enabled", "false"),
            Map.entry("routing.http.xff_header_processing.mode", "append"),
            Map.entry("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false"),
            Map.entry("waf.fail_open.enabled", "false"),
            Map.entry("zonal_shift.config.enabled", "false"));

    static final Fields<LoadBalancerSpec, LoadBalancerLive> FIELDS = table();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("elasticloadbalancing:DescribeLoadBalancers", READ),
            Permission.anywhere("elasticloadbalancing:DescribeLoadBalancerAttributes", READ),
            Permission.anywhere("elasticloadbalancing:DescribeTags", READ),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("elasticloadbalancing:CreateLoadBalancer", NAMED),
            Permission.on("elasticloadbalancing:AddTags", NAMED),
            Permission.on("elasticloadbalancing:SetSubnets", NAMED),
            Permission.on("elasticloadbalancing:SetSecurityGroups", NAMED),
            Permission.on("elasticloadbalancing:SetIpAddressType", NAMED),
            Permission.on("elasticloadbalancing:ModifyLoadBalancerAttributes", NAMED),
            Ownership.only(Permission.on("elasticloadbalancing:DeleteLoadBalancer", ANY)),
            Permission.on(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::${account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*")
                    .when("StringEquals", "iam:AWSServiceName", "elasticloadbalancing.amazonaws.com"));

    private LoadBalancers() {}

    private static Fields<LoadBalancerSpec, LoadBalancerLive> table() {
        Fields.Builder<LoadBalancerSpec, LoadBalancerLive> table = Fields.<LoadBalancerSpec, LoadBalancerLive>table()
                .row(field("type", (LoadBalancerSpec spec) -> "application", LoadBalancerLive::type)
                        .effect(Effect.REPLACE))
                .row(field("scheme", LoadBalancerSpec::scheme, LoadBalancerLive::scheme)
                        .effect(Effect.REPLACE))
                .row(field("subnets", LoadBalancerSpec::subnetIds, LoadBalancerLive::subnetIds)
                        .matching(Match.unordered()))
                .row(field("securityGroups", LoadBalancerSpec::securityGroupIds, LoadBalancerLive::securityGroupIds)
                        .matching(Match.unordered()))
                .row(field("ipAddressType", LoadBalancerSpec::ipAddressType, LoadBalancerLive::ipAddressType));
        new TreeMap<>(USUAL).keySet().forEach(key -> table.row(attribute(key)));
        return table.unmanaged("name", "its identity")
                .unmanaged("loadBalancerArn", "its identity")
                .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                .unmanaged("subnetMappings", "subnets are given by id; fixed addresses are for network load balancers")
                .unmanaged("customerOwnedIpv4Pool", "for Outposts")
                .unmanaged("enablePrefixForIpv6SourceNat", "for network load balancers")
                .unmanaged("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "for network load balancers")
                .unmanaged("ipamPools", "addresses come from Amazon's pool")
                .build();
    }

    private static Field<LoadBalancerSpec, LoadBalancerLive, String> attribute(String key) {
        return maybe(ATTRIBUTE + key, spec -> wanted(spec, key), live -> Optional.of(live.attribute(key)));
    }

    /** Where logs would go matters only while there are logs: AWS keeps the last bucket when they are turned off. */
    private static Optional<String> wanted(LoadBalancerSpec spec, String key) {
        boolean moot = (key.equals(LoadBalancerSpec.LOGS_BUCKET) || key.equals(LoadBalancerSpec.LOGS_PREFIX))
                && !"true".equals(spec.attributes().get(LoadBalancerSpec.LOGS));
        return moot ? Optional.empty() : Optional.of(spec.attributes().getOrDefault(key, usual(key)));
    }

    static String usual(String key) {
        return USUAL.getOrDefault(key, "");
    }

    static Map<String, String> outputs(LoadBalancerLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        outputs.put("dnsName", live.dnsName());
        outputs.put("hostedZoneId", live.hostedZoneId());
        outputs.put("fullName", live.arn().substring(live.arn().indexOf(":loadbalancer/") + ":loadbalancer/".length()));
        outputs.put("vpcId", live.vpcId());
        live.securityGroupIds().stream().findFirst().ifPresent(group -> outputs.put("securityGroupId", group));
        return outputs;
    }

    static Verdict health(LoadBalancerLive live) {
        return switch (live.state()) {
            case "failed" -> Verdict.unhealthy("the load balancer could not be set up: " + live.reason());
            case "active_impaired" -> Verdict.unhealthy("the load balancer cannot scale: " + live.reason());
            default -> Verdict.healthy();
        };
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection">deletion protection</a>
     */
    static Optional<String> guarded(LoadBalancerLive live) {
        return live.attribute(LoadBalancerSpec.DELETION_PROTECTION).equals("true")
                ? Optional.of("deletion protection of load balancer " + live.name()
                        + " is on; declare it with deletionProtection: false, let that be applied, then go on")
                : Optional.empty();
    }
}
