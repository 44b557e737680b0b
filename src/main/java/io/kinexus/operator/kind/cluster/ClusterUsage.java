package io.kinexus.operator.kind.cluster;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a cluster is billed for: the metrics of Container Insights.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html">Metrics</a>
 */
final class ClusterUsage {
    private static final String WHY = "metrics of the cluster and of each service, such as CpuUtilized by service";

    private ClusterUsage() {}

    static Usage of(String insights) {
        return switch (insights) {
            case "enabled" ->
                Usage.billed(Metered.assumed("CloudWatch/Container Insights ECS standard", 10, 30, 60, WHY));
            case "enhanced" ->
                Usage.billed(Metered.assumed(
                        "CloudWatch/Container Insights ECS with enhanced observability", 30, 100, 300, WHY));
            default -> Usage.NONE;
        };
    }
}
