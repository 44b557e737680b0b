package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * Attributes of load balancers, target groups and listeners, with AWS's defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html">LoadBalancerAttribute</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html">TargetGroupAttribute</a>
 */
final class Attributes {
    static final String DELETION_PROTECTION = "deletion_protection.enabled";
    static final String DELAY = "deregistration_delay.timeout_seconds";
    private static final Map<String, int[]> RANGES = Map.of(
            "idle_timeout.timeout_seconds",
            new int[] {1, 4000},
            "client_keep_alive.seconds",
            new int[] {60, 604_800},
            DELAY,
            new int[] {0, 3600},
            "slow_start.duration_seconds",
            new int[] {0, 900},
            "stickiness.lb_cookie.duration_seconds",
            new int[] {1, 604_800});

    private static final String[] LOAD_BALANCER = {
        "access_logs.s3.enabled",
        "false",
        "access_logs.s3.bucket",
        "",
        "access_logs.s3.prefix",
        "",
        "idle_timeout.timeout_seconds",
        "60",
        DELETION_PROTECTION,
        "false",
        "routing.http2.enabled",
        "true",
        "routing.http.drop_invalid_header_fields.enabled",
        "false",
        "routing.http.xff_client_port.enabled",
        "false",
        "routing.http.preserve_host_header.enabled",
        "false",
        "routing.http.xff_header_processing.mode",
        "append",
        "load_balancing.cross_zone.enabled",
        "true",
        "routing.http.desync_mitigation_mode",
        "defensive",
        "client_keep_alive.seconds",
        "3600",
        "waf.fail_open.enabled",
        "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
        "false",
        "zonal_shift.config.enabled",
        "false",
        "connection_logs.s3.enabled",
        "false",
        "connection_logs.s3.bucket",
        "",
        "connection_logs.s3.prefix",
        "",
        "health_check_logs.s3.enabled",
        "false",
        "health_check_logs.s3.bucket",
        "",
        "health_check_logs.s3.prefix",
        ""
    };

    private static final String[] TARGET_GROUP = {
        DELAY,
        "300",
        "stickiness.enabled",
        "false",
        "stickiness.type",
        "lb_cookie",
        "stickiness.lb_cookie.duration_seconds",
        "86400",
        "stickiness.app_cookie.cookie_name",
        "",
        "stickiness.app_cookie.duration_seconds",
        "86400",
        "slow_start.duration_seconds",
        "0",
        "load_balancing.algorithm.type",
        "round_robin",
        "load_balancing.algorithm.anomaly_mitigation",
        "off",
        "load_balancing.cross_zone.enabled",
        "use_load_balancer_configuration",
        "target_group_health.dns_failover.minimum_healthy_targets.count",
        "1",
        "target_group_health.dns_failover.minimum_healthy_targets.percentage",
        "off",
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
        "1",
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
        "off"
    };

    private static final String[] LISTENER = {
        "routing.http.response.server.enabled", "true",
    };

    private final Balancing all;
    private final Surroundings around;

    Attributes(Balancing all, Surroundings around) {
        this.all = all;
        this.around = around;
    }

    void install(Handlers handlers) {
        handlers.on(DescribeLoadBalancerAttributesRequest.class, r -> DescribeLoadBalancerAttributesResponse.builder()
                .attributes(ofLoadBalancer(all.balancer(r.loadBalancerArn()).loadBalancerArn()))
                .build());
        handlers.on(DescribeTargetGroupAttributesRequest.class, r -> DescribeTargetGroupAttributesResponse.builder()
                .attributes(ofTargetGroup(all.group(r.targetGroupArn()).targetGroupArn()))
                .build());
        handlers.on(DescribeListenerAttributesRequest.class, r -> DescribeListenerAttributesResponse.builder()
                .attributes(ofListener(all.listener(r.listenerArn()).listenerArn()))
                .build());
        handlers.on(ModifyLoadBalancerAttributesRequest.class, this::modify);
        handlers.on(ModifyTargetGroupAttributesRequest.class, this::modify);
        handlers.on(ModifyListenerAttributesRequest.class, this::modify);
    }

    static Map<String, String> ofLoadBalancer() {
        return defaults(LOAD_BALANCER);
    }

    static Map<String, String> ofTargetGroup() {
        return defaults(TARGET_GROUP);
    }

    static Map<String, String> ofListener() {
        return defaults(LISTENER);
    }

    private static Map<String, String> defaults(String[] pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private ModifyLoadBalancerAttributesResponse modify(ModifyLoadBalancerAttributesRequest request) {
        String arn = all.balancer(request.loadBalancerArn()).loadBalancerArn();
        Faults.some("Attributes", request.attributes());
        Map<String, String> wanted = new LinkedHashMap<>(all.attributesOf(arn));
        request.attributes()
                .forEach(one ->
                        set(wanted, one.key(), one.value(), ofLoadBalancer().keySet()));
        if ("true".equals(wanted.get("access_logs.s3.enabled"))) {
            around.requireLogsBucket(
                    wanted.getOrDefault("access_logs.s3.bucket", ""), wanted.getOrDefault("access_logs.s3.prefix", ""));
        }
        all.attributes.put(arn, wanted);
        return ModifyLoadBalancerAttributesResponse.builder()
                .attributes(ofLoadBalancer(arn))
                .build();
    }

    private ModifyTargetGroupAttributesResponse modify(ModifyTargetGroupAttributesRequest request) {
        String arn = all.group(request.targetGroupArn()).targetGroupArn();
        Faults.some("Attributes", request.attributes());
        Map<String, String> wanted = new LinkedHashMap<>(all.attributesOf(arn));
        request.attributes()
                .forEach(one ->
                        set(wanted, one.key(), one.value(), ofTargetGroup().keySet()));
        all.attributes.put(arn, wanted);
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(ofTargetGroup(arn))
                .build();
    }

    private ModifyListenerAttributesResponse modify(ModifyListenerAttributesRequest request) {
        String arn = all.listener(request.listenerArn()).listenerArn();
        Faults.some("Attributes", request.attributes());
        Map<String, String> wanted = new LinkedHashMap<>(all.attributesOf(arn));
        request.attributes().forEach(one -> wanted.put(one.key(), one.value() == null ? "" : one.value()));
        all.attributes.put(arn, wanted);
        return ModifyListenerAttributesResponse.builder()
                .attributes(ofListener(arn))
                .build();
    }

    private static void set(Map<String, String> wanted, String key, String value, Set<String> known) {
        if (!known.contains(key)) {
            throw Faults.invalid("Attribute key '" + key + "' is not recognized");
        }
        int[] range = RANGES.get(key);
        if (range != null && !value.matches("[0-9]{1,9}")) {
            throw Faults.misfit("Attribute value '" + value + "' of '" + key + "' must be a number");
        }
        if (range != null) {
            Faults.between(key, Integer.valueOf(value), range[0], range[1]);
        }
        if (key.endsWith(".enabled")
                && !key.contains("cross_zone")
                && !Set.of("true", "false").contains(value)) {
            throw AwsFault.badRequest(
                    "InvalidConfigurationRequest", "The value of '" + key + "' must be true or false");
        }
        wanted.put(key, value);
    }

    private List<LoadBalancerAttribute> ofLoadBalancer(String arn) {
        return all.attributesOf(arn).entrySet().stream()
                .map(e -> LoadBalancerAttribute.builder()
                        .key(e.getKey())
                        .value(e.getValue())
                        .build())
                .toList();
    }

    private List<TargetGroupAttribute> ofTargetGroup(String arn) {
        return all.attributesOf(arn).entrySet().stream()
                .map(e -> TargetGroupAttribute.builder()
                        .key(e.getKey())
                        .value(e.getValue())
                        .build())
                .toList();
    }

    private List<ListenerAttribute> ofListener(String arn) {
        return all.attributesOf(arn).entrySet().stream()
                .map(e -> ListenerAttribute.builder()
                        .key(e.getKey())
                        .value(e.getValue())
                        .build())
                .toList();
    }
}
