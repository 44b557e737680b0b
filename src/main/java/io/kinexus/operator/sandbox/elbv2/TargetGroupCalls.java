package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Target groups of HTTP and HTTPS, with AWS's defaults for what the request leaves out.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html">CreateTargetGroup</a>
 */
final class TargetGroupCalls {
    private static final String NAME = "(?!-)[A-Za-z0-9-]{1,32}(?<!-)";
    private static final int INTERVAL = 30;
    private static final int TIMEOUT = 5;
    private static final int HEALTHY = 5;
    private static final int UNHEALTHY = 2;
    private static final int TOP_PORT = 65_535;

    private final Balancing all;
    private final Surroundings around;

    TargetGroupCalls(Balancing all, Surroundings around) {
        this.all = all;
        this.around = around;
    }

    void install(Handlers handlers) {
        handlers.on(CreateTargetGroupRequest.class, this::create);
        handlers.on(DescribeTargetGroupsRequest.class, this::describe);
        handlers.on(ModifyTargetGroupRequest.class, this::modify);
        handlers.on(DeleteTargetGroupRequest.class, this::delete);
    }

    private CreateTargetGroupResponse create(CreateTargetGroupRequest request) {
        check(request);
        TargetGroup wanted = wanted(request);
        checkHealth(wanted);
        Optional<TargetGroup> same = all.groups.values().stream()
                .filter(one -> one.targetGroupName().equals(request.name()))
                .findFirst();
        if (same.isPresent() && !sameSettings(request, wanted, same.get())) {
            throw AwsFault.badRequest(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + request.name() + "' exists, but with different settings");
        }
        TargetGroup made = same.orElseGet(() -> make(request, wanted));
        return CreateTargetGroupResponse.builder().targetGroups(described(made)).build();
    }

    private TargetGroup make(CreateTargetGroupRequest request, TargetGroup wanted) {
        String arn = all.arn("targetgroup/" + request.name() + "/" + all.hex());
        TargetGroup made = wanted.toBuilder().targetGroupArn(arn).build();
        all.groups.put(arn, made);
        all.attributes.put(arn, Attributes.ofTargetGroup());
        all.tag(arn, request.tags());
        return made;
    }

    private void check(CreateTargetGroupRequest request) {
        if (!Faults.required("Name", request.name()).matches(NAME)) {
            throw Faults.invalid("The target group name '" + request.name()
                    + "' must have 1 to 32 letters, digits and hyphens, and must not begin or end with a hyphen");
        }
        Faults.required("Protocol", request.protocolAsString());
        if (request.protocol() != ProtocolEnum.HTTP && request.protocol() != ProtocolEnum.HTTPS) {
            throw AwsFault.badRequest("UnsupportedProtocol", "The sandbox knows target groups of HTTP and HTTPS only");
        }
        Faults.required("Port", request.port());
        around.requireVpc(Faults.required("VpcId", request.vpcId()));
        Faults.between("Port", request.port(), 1, TOP_PORT);
    }

    private static TargetGroup wanted(CreateTargetGroupRequest request) {
        return TargetGroup.builder()
                .targetGroupName(request.name())
                .protocol(request.protocol())
                .protocolVersion(or(request.protocolVersion(), "HTTP1"))
                .port(request.port())
                .vpcId(request.vpcId())
                .targetType(or(request.targetType(), TargetTypeEnum.INSTANCE))
                .ipAddressType(or(request.ipAddressType(), TargetGroupIpAddressTypeEnum.IPV4))
                .healthCheckEnabled(or(request.healthCheckEnabled(), true))
                .healthCheckProtocol(or(request.healthCheckProtocol(), ProtocolEnum.HTTP))
                .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
                .healthCheckPath(or(request.healthCheckPath(), "/"))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), INTERVAL))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), TIMEOUT))
                .healthyThresholdCount(or(request.healthyThresholdCount(), HEALTHY))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), UNHEALTHY))
                .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build()))
                .build();
    }

    private boolean sameSettings(CreateTargetGroupRequest request, TargetGroup wanted, TargetGroup live) {
        TargetGroup same = live.toBuilder().targetGroupArn(null).build();
        return wanted.equals(same) && all.tags(live.targetGroupArn()).equals(Balancing.plain(request.tags()));
    }

    private static void checkHealth(TargetGroup group) {
        Faults.between("HealthCheckIntervalSeconds", group.healthCheckIntervalSeconds(), 5, 300);
        Faults.between("HealthCheckTimeoutSeconds", group.healthCheckTimeoutSeconds(), 2, 120);
        Faults.between("HealthyThresholdCount", group.healthyThresholdCount(), 2, 10);
        Faults.between("UnhealthyThresholdCount", group.unhealthyThresholdCount(), 2, 10);
        if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
            throw Faults.invalid("Health check timeout must be smaller than the interval");
        }
        if (!group.healthCheckPath().startsWith("/")) {
            throw Faults.invalid("Health check path '" + group.healthCheckPath() + "' must begin with a '/' character");
        }
        if (group.matcher().httpCode() != null
                && !group.matcher().httpCode().matches("[2-4][0-9]{2}([,-][2-4][0-9]{2})*")) {
            throw Faults.invalid("Health check matcher HTTP code '"
                    + group.matcher().httpCode() + "' must be within '200-499' inclusive");
        }
    }

    private DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request) {
        List<TargetGroup> named = Stream.concat(
                        request.targetGroupArns().stream().map(all::group),
                        request.names().stream().map(this::byName))
                .toList();
        boolean chosen = request.hasTargetGroupArns() || request.hasNames();
        List<TargetGroup> found = chosen ? named : List.copyOf(all.groups.values());
        if (request.loadBalancerArn() != null) {
            String balancer = all.balancer(request.loadBalancerArn()).loadBalancerArn();
            found = found.stream()
                    .filter(one -> all.leadingTo(one.targetGroupArn()).contains(balancer))
                    .toList();
        }
        Pages.Page<TargetGroup> page = Balancing.page(found, request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream().map(this::described).toList())
                .nextMarker(page.next())
                .build();
    }

    private TargetGroup described(TargetGroup group) {
        return group.toBuilder()
                .loadBalancerArns(all.leadingTo(group.targetGroupArn()))
                .build();
    }

    private TargetGroup byName(String name) {
        return all.groups.values().stream()
                .filter(one -> one.targetGroupName().equals(name))
                .findFirst()
                .orElseThrow(() -> Faults.noTargetGroup(name));
    }

    private ModifyTargetGroupResponse modify(ModifyTargetGroupRequest request) {
        TargetGroup live = all.group(request.targetGroupArn());
        TargetGroup next = live.toBuilder()
                .healthCheckEnabled(or(request.healthCheckEnabled(), live.healthCheckEnabled()))
                .healthCheckProtocol(or(request.healthCheckProtocol(), live.healthCheckProtocol()))
                .healthCheckPort(or(request.healthCheckPort(), live.healthCheckPort()))
                .healthCheckPath(or(request.healthCheckPath(), live.healthCheckPath()))
                .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), live.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), live.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(or(request.healthyThresholdCount(), live.healthyThresholdCount()))
                .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), live.unhealthyThresholdCount()))
                .matcher(or(request.matcher(), live.matcher()))
                .build();
        checkHealth(next);
        all.groups.put(live.targetGroupArn(), next);
        return ModifyTargetGroupResponse.builder().targetGroups(described(next)).build();
    }

    /** Succeeds when there is no such group. */
    private DeleteTargetGroupResponse delete(DeleteTargetGroupRequest request) {
        String arn = Faults.required("TargetGroupArn", request.targetGroupArn());
        if (!all.leadingTo(arn).isEmpty()) {
            throw AwsFault.badRequest(
                    "ResourceInUse", "Target group '" + arn + "' is currently in use by a listener or a rule");
        }
        all.groups.remove(arn);
        all.forget(arn);
        return DeleteTargetGroupResponse.builder().build();
    }

    private static <T> T or(T value, T usual) {
        return Optional.ofNullable(value).orElse(usual);
    }
}
