package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.support.EditedService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Looks at the rule and the targets of a service that runs, after every step, and counts what must not be. */
final class TrafficWatch {
    /** What a healthy image answers wrong. */
    private static final double USUAL = 0.001;

    private final EditedService service;
    private final Instant from;
    private final Map<String, Instant> deaf = new HashMap<>();
    private Map<String, Integer> before;
    private Duration longest = Duration.ZERO;
    private int wrong;

    TrafficWatch(EditedService service) {
        this.service = service;
        from = service.now();
        before = service.weights();
    }

    void look() {
        Map<String, Integer> weights = service.weights();
        weights.forEach((group, weight) -> {
            boolean nobody = service.healthy(group) == 0;
            if (nobody && weight > before.getOrDefault(group, 0)) {
                wrong++;
            }
            if (nobody && weight > 0) {
                Duration since = Duration.between(deaf.computeIfAbsent(group, key -> service.now()), service.now());
                longest = since.compareTo(longest) > 0 ? since : longest;
            } else {
                deaf.remove(group);
            }
        });
        before = weights;
    }

    /** Times that a group got weight while it had no healthy target. */
    int wrongShifts() {
        return wrong;
    }

    /** The longest that a group without a healthy target kept weight. */
    Duration longest() {
        return longest;
    }

    double requests() {
        return sum("RequestCount");
    }

    /** Answered 5xx by a target or by the load balancer, beyond the usual. */
    double lost() {
        double all = sum("HTTPCode_Target_5XX_Count") + sum("HTTPCode_ELB_5XX_Count");
        return Math.max(0, all - USUAL * requests());
    }

    private double sum(String metric) {
        String balancer = service.operated
                .client(ElasticLoadBalancingV2Client.class)
                .describeLoadBalancers()
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        Dimension dimension = Dimension.builder()
                .name("LoadBalancer")
                .value(Elbv2Sandbox.metricName(balancer))
                .build();
        return service
                .operated
                .client(CloudWatchClient.class)
                .getMetricStatistics(r -> r.namespace("AWS/ApplicationELB")
                        .metricName(metric)
                        .dimensions(dimension)
                        .startTime(from)
                        .endTime(service.now())
                        .period(60)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }
}
