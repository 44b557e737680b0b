package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Targets by hand, and the health of all of them. Behind an address that was registered by hand nobody listens here.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
final class TargetCalls {
    private final Balancing all;
    private final Registrations registrations;

    TargetCalls(Balancing all, Registrations registrations) {
        this.all = all;
        this.registrations = registrations;
    }

    void install(Handlers handlers) {
        handlers.on(RegisterTargetsRequest.class, this::register);
        handlers.on(DeregisterTargetsRequest.class, this::deregister);
        handlers.on(DescribeTargetHealthRequest.class, this::describe);
    }

    private RegisterTargetsResponse register(RegisterTargetsRequest request) {
        TargetGroup group = all.group(request.targetGroupArn());
        Faults.some("Targets", request.targets());
        request.targets().forEach(target -> check(group, target));
        request.targets()
                .forEach(target ->
                        registrations.register(group.targetGroupArn(), target.id(), port(group, target), () -> 0));
        return RegisterTargetsResponse.builder().build();
    }

    private static void check(TargetGroup group, TargetDescription target) {
        String id = Faults.required("Targets.Id", target.id());
        if (group.targetType() == TargetTypeEnum.IP
                && !id.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]+:[0-9a-fA-F:]*")) {
            throw Faults.invalid("The IP address '" + id + "' is not a valid IP address");
        }
        if (group.targetType() == TargetTypeEnum.INSTANCE && !id.startsWith("i-")) {
            throw AwsFault.badRequest(
                    "InvalidTarget", "The following targets are not valid instance ids: '" + id + "'");
        }
    }

    private DeregisterTargetsResponse deregister(DeregisterTargetsRequest request) {
        TargetGroup group = all.group(request.targetGroupArn());
        request.targets()
                .forEach(target -> registrations.deregister(group.targetGroupArn(), target.id(), port(group, target)));
        return DeregisterTargetsResponse.builder().build();
    }

    private DescribeTargetHealthResponse describe(DescribeTargetHealthRequest request) {
        TargetGroup group = all.group(request.targetGroupArn());
        List<TargetDescription> asked = request.hasTargets()
                ? request.targets()
                : registrations.of(group.targetGroupArn()).stream()
                        .map(one -> TargetDescription.builder()
                                .id(one.id())
                                .port(one.port())
                                .build())
                        .toList();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(
                        asked.stream().map(target -> described(group, target)).toList())
                .build();
    }

    private TargetHealthDescription described(TargetGroup group, TargetDescription target) {
        int port = port(group, target);
        return TargetHealthDescription.builder()
                .target(t -> t.id(target.id()).port(port))
                .healthCheckPort(
                        "traffic-port".equals(group.healthCheckPort()) ? String.valueOf(port) : group.healthCheckPort())
                .targetHealth(health(group.targetGroupArn(), target.id(), port))
                .build();
    }

    private TargetHealth health(String group, String id, int port) {
        Health health = registrations.health(group, id, port);
        int last = registrations
                .find(group, id, port)
                .map(Registration::lastStatus)
                .orElse(0);
        return switch (health) {
            case HEALTHY ->
                TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build();
            case INITIAL ->
                answer(health, TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING, "Initial health checks in progress");
            case DRAINING ->
                answer(
                        health,
                        TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
                        "Target deregistration is in progress");
            case UNUSED ->
                answer(
                        health,
                        TargetHealthReasonEnum.TARGET_NOT_IN_USE,
                        "Target group is not configured to receive traffic from the load balancer");
            case UNKNOWN ->
                answer(
                        Health.UNUSED,
                        TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
                        "Target is not registered to the target group");
            case UNHEALTHY ->
                last == 0
                        ? answer(health, TargetHealthReasonEnum.TARGET_TIMEOUT, "Request timed out")
                        : answer(
                                health,
                                TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH,
                                "Health checks failed with these codes: [" + last + "]");
        };
    }

    private static TargetHealth answer(Health state, TargetHealthReasonEnum reason, String description) {
        return TargetHealth.builder()
                .state(state.name().toLowerCase(Locale.ROOT))
                .reason(reason)
                .description(description)
                .build();
    }

    private static int port(TargetGroup group, TargetDescription target) {
        return Optional.ofNullable(target.port()).orElse(group.port());
    }
}
