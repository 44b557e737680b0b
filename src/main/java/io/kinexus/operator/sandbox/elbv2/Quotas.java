package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.Handlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/**
 * How much there may be, by AWS's defaults, and the capacity that is reserved: none.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Quotas</a>
 */
final class Quotas {
    private static final int DECREASES = 2;
    private static final Map<String, String> LIMITS = Map.of(
            "application-load-balancers", "50",
            "listeners-per-application-load-balancer", "50",
            "rules-per-application-load-balancer", "100",
            "targets-per-application-load-balancer", "1000",
            "certificates-per-application-load-balancer", "25",
            "condition-values-per-alb-rule", "5",
            "target-groups", "3000",
            "target-groups-per-application-load-balancer", "100",
            "target-groups-per-action-on-application-load-balancer", "5");

    private final Balancing all;

    Quotas(Balancing all) {
        this.all = all;
    }

    void install(Handlers handlers) {
        handlers.on(DescribeAccountLimitsRequest.class, request -> limits());
        handlers.on(DescribeCapacityReservationRequest.class, this::capacity);
    }

    private static DescribeAccountLimitsResponse limits() {
        List<Limit> limits = new TreeMap<>(LIMITS)
                .entrySet().stream()
                        .map(e -> Limit.builder()
                                .name(e.getKey())
                                .max(e.getValue())
                                .build())
                        .toList();
        return DescribeAccountLimitsResponse.builder().limits(limits).build();
    }

    private DescribeCapacityReservationResponse capacity(DescribeCapacityReservationRequest request) {
        LoadBalancer balancer = all.balancer(request.loadBalancerArn());
        return DescribeCapacityReservationResponse.builder()
                .lastModifiedTime(balancer.createdTime())
                .decreaseRequestsRemaining(DECREASES)
                .capacityReservationState(List.of())
                .build();
    }
}
