package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.resource.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * The vCPUs that Fargate runs for the account in this region, and how many it may run. Both come in one answer from
 * CloudWatch, which has the quota ({@code L-3032A538}, for Spot {@code L-36FBB829}) beside the metric that it limits.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/monitoring-fargate-usage.html">Usage metrics</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">SERVICE_QUOTA</a>
 */
final class FargateAws {
    private static final Duration BACK = Duration.ofHours(1);
    private static final int PERIOD = 60;
    private static final String USED = "used";
    private static final String QUOTA = "quota";

    private FargateAws() {}

    /** In vCPUs. */
    record Usage(double used, double quota) {}

    private record Look(Optional<Usage> usage) {}

    private record Key(boolean spot) {}

    /**
     * The latest of the last hour, read once a sweep.
     *
     * @return empty when CloudWatch has none, as when nothing ran
     */
    static Optional<Usage> find(Scope scope, boolean spot, Instant now) {
        return scope.once(new Key(spot), Look.class, () -> new Look(read(scope, spot, now)))
                .usage();
    }

    private static Optional<Usage> read(Scope scope, boolean spot, Instant now) {
        List<MetricDataResult> results = scope.client(CloudWatchClient.class)
                .getMetricData(r -> r.startTime(now.minus(BACK))
                        .endTime(now)
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                        .metricDataQueries(metric(spot), quota()))
                .metricDataResults();
        return latest(results, USED).flatMap(used -> latest(results, QUOTA).map(quota -> new Usage(used, quota)));
    }

    private static MetricDataQuery metric(boolean spot) {
        List<Dimension> dimensions = List.of(
                dimension("Service", "Fargate"),
                dimension("Type", "Resource"),
                dimension("Resource", "vCPU"),
                dimension("Class", spot ? "Standard/Spot" : "Standard/OnDemand"));
        return MetricDataQuery.builder()
                .id(USED)
                .metricStat(s -> s.stat("Maximum").period(PERIOD).metric(m -> m.namespace("AWS/Usage")
                        .metricName("ResourceCount")
                        .dimensions(dimensions)))
                .build();
    }

    private static MetricDataQuery quota() {
        return MetricDataQuery.builder()
                .id(QUOTA)
                .expression("SERVICE_QUOTA(" + USED + ")")
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static Optional<Double> latest(List<MetricDataResult> results, String id) {
        return results.stream()
                .filter(result -> id.equals(result.id()))
                .flatMap(result -> result.values().stream())
                .findFirst();
    }
}
