package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.judge.Latency;
import io.kinexus.operator.core.policy.Metric;
import java.util.List;
import java.util.stream.Stream;

/**
 * One statistic of what a load balancer measures of one target group, by the minute.
 *
 * @param loadBalancer as CloudWatch's dimension has it: {@code app/main/0123456789abcdef}
 * @param group likewise: {@code targetgroup/api-blue/0123456789abcdef}
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">Load
 *     balancer metrics</a>
 */
record Series(String loadBalancer, String group, String metric, String statistic) {
    private static final String SUM = "Sum";
    private static final String LATENCY = "TargetResponseTime";

    /** @param group its ARN */
    static Series requests(String loadBalancer, String group) {
        return new Series(loadBalancer, dimension(group), "RequestCount", SUM);
    }

    /** Not reported for minutes without errors. */
    static Series errors(String loadBalancer, String group) {
        return new Series(loadBalancer, dimension(group), "HTTPCode_Target_5XX_Count", SUM);
    }

    /** How many response times were measured. */
    static Series samples(String loadBalancer, String group) {
        return new Series(loadBalancer, dimension(group), LATENCY, "SampleCount");
    }

    static Series slower(String loadBalancer, String group, double millis) {
        return new Series(loadBalancer, dimension(group), LATENCY, Latency.slowerThan(millis));
    }

    static Series within(String loadBalancer, String group, double millis) {
        return new Series(loadBalancer, dimension(group), LATENCY, Latency.withinRank(millis));
    }

    /** All that a metric needs of a group; how many requests there were is always needed. */
    static Stream<Series> of(String loadBalancer, String group, Metric metric) {
        List<Series> own = metric.slowerThan()
                .map(millis -> List.of(
                        samples(loadBalancer, group),
                        slower(loadBalancer, group, millis),
                        within(loadBalancer, group, millis)))
                .orElseGet(() -> List.of(errors(loadBalancer, group)));
        return Stream.concat(Stream.of(requests(loadBalancer, group)), own.stream());
    }

    private static String dimension(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
