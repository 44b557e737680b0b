package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import java.time.Instant;

/**
 * What a load balancer measures. Counts of nothing are not reported, as with AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">Load
 *     balancer metrics</a>
 */
final class BalancerMetrics {
    /** A guess: how many requests go over one connection. */
    private static final double CALLS = 20;

    private static final String NAMESPACE = "AWS/ApplicationELB";

    private final Account account;
    private final Instant minute;

    BalancerMetrics(Account account, Instant minute) {
        this.account = account;
        this.minute = minute;
    }

    void balancer(String arn, Tally tally) {
        String name = Elbv2Sandbox.metricName(arn);
        count("RequestCount", tally.requests() + tally.refused(), "LoadBalancer", name);
        count("HTTPCode_Target_5XX_Count", tally.errors(), "LoadBalancer", name);
        count("ActiveConnectionCount", tally.requests() / CALLS, "LoadBalancer", name);
        count("HTTPCode_ELB_5XX_Count", tally.refused(), "LoadBalancer", name);
        count("HTTPCode_ELB_503_Count", tally.refused(), "LoadBalancer", name);
        latency(tally, "LoadBalancer", name);
    }

    void group(String balancerArn, String groupArn, Tally tally) {
        String balancer = Elbv2Sandbox.metricName(balancerArn);
        String group = Elbv2Sandbox.metricName(groupArn);
        String[] both = {"LoadBalancer", balancer, "TargetGroup", group};
        count("RequestCount", tally.requests() + tally.refused(), both);
        count("HTTPCode_Target_5XX_Count", tally.errors(), both);
        count("HTTPCode_Target_2XX_Count", tally.requests() - tally.errors(), both);
        latency(tally, both);
        Elbv2Sandbox elb = account.service(Elbv2Sandbox.class);
        int healthy = elb.count(groupArn, Health.HEALTHY);
        int unhealthy = elb.count(groupArn, Health.UNHEALTHY);
        if (healthy + unhealthy > 0) {
            value("HealthyHostCount", healthy, both);
            value("UnHealthyHostCount", unhealthy, both);
        }
        if (healthy > 0 && tally.requests() > 0) {
            value("RequestCountPerTarget", tally.requests() / healthy, both);
            value("RequestCountPerTarget", tally.requests() / healthy, "TargetGroup", group);
        }
    }

    private void count(String metric, double total, String... dimensions) {
        if (total > 0) {
            cloudWatch().recordCount(MetricKey.of(NAMESPACE, metric, dimensions), minute, total);
        }
    }

    private void value(String metric, double value, String... dimensions) {
        cloudWatch().record(MetricKey.of(NAMESPACE, metric, dimensions), minute, value);
    }

    private void latency(Tally tally, String... dimensions) {
        if (tally.requests() > 0) {
            cloudWatch()
                    .record(
                            MetricKey.of(NAMESPACE, "TargetResponseTime", dimensions),
                            minute,
                            tally.requests(),
                            tally.latency(),
                            tally.spread());
        }
    }

    private CloudWatchSandbox cloudWatch() {
        return account.service(CloudWatchSandbox.class);
    }
}
