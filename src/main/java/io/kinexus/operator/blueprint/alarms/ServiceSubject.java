package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.blueprint.cluster.ClusterDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Service: what its tasks use, and, with ingress, what its target groups answer. While a rollout moves traffic between two
 * groups, figures are taken over both.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">Load
 *     balancer metrics</a>
 */
record ServiceSubject(String name, ServiceDeclaration service, Site site) implements Subject {
    private static final String ELB = "AWS/ApplicationELB";

    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case CPU -> Optional.of(Measure.single(used("CPUUtilization")));
            case MEMORY -> Optional.of(Measure.single(used("MemoryUtilization")));
            case ERROR_RATE -> behindBalancer(this::errorRate);
            case REQUESTS_PER_MINUTE ->
                behindBalancer(() -> sum("RequestCount", "Sum").perMinute(true));
            case HEALTHY_TARGETS -> behindBalancer(() -> sum("HealthyHostCount", "Minimum"));
            case UNHEALTHY_TARGETS -> behindBalancer(() -> sum("UnHealthyHostCount", "Maximum"));
            case LATENCY_P50 -> behindBalancer(() -> latency("p50"));
            case LATENCY_P95 -> behindBalancer(() -> latency("p95"));
            case LATENCY_P99 -> behindBalancer(() -> latency("p99"));
            case CUSTOM -> CustomMetric.measure(rule, name);
            default -> Optional.empty();
        };
    }

    /**
     * Each running task reports its processor once a minute: AWS counts tasks so where there are no Container Insights.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html#cw_running_task_count">Running
     *     tasks</a>
     */
    @Override
    public List<Figure> more() {
        Stat cpu = used("CPUUtilization");
        Stat samples = new Stat(cpu.namespace(), cpu.metricName(), cpu.dimensions(), "SampleCount");
        return List.of(new Figure("Tasks", "", List.of(Curve.of("running", samples))));
    }

    /** How a figure is made when there is a balancer. */
    private interface Make {
        Measure make();
    }

    private Optional<Measure> behindBalancer(Make make) {
        return service.ingress().map(ingress -> make.make());
    }

    private Stat used(String metricName) {
        String cluster = site.find(ClusterDeclaration.class, service.cluster())
                .flatMap(ClusterDeclaration::existing)
                .map(existing -> existing.substring(existing.lastIndexOf('/') + 1))
                .orElse(service.cluster());
        return new Stat("AWS/ECS", metricName, Map.of("ClusterName", cluster, "ServiceName", name), "Average");
    }

    private Measure errorRate() {
        List<Query> queries = new ArrayList<>(queries("errors", "HTTPCode_Target_5XX_Count", "Sum"));
        queries.addAll(queries("requests", "RequestCount", "Sum"));
        String errors = total("errors");
        String requests = total("requests");
        queries.add(Query.result("rate", "IF(" + requests + " > 0, 100 * (" + errors + ") / (" + requests + "), 0)"));
        return Measure.math(queries).quietWhenMissing();
    }

    private Measure sum(String metricName, String stat) {
        List<Query> queries = new ArrayList<>(queries("m", metricName, stat));
        queries.add(Query.result("total", total("m")));
        return Measure.math(queries);
    }

    private Measure latency(String percentile) {
        List<Query> queries = new ArrayList<>(queries("m", "TargetResponseTime", percentile));
        String all = groups().stream().map(colour -> "m_" + colour).collect(Collectors.joining(", "));
        queries.add(Query.result("milliseconds", "1000 * MAX([" + all + "])"));
        return Measure.math(queries).quietWhenMissing();
    }

    private String total(String prefix) {
        return groups().stream()
                .map(colour -> "FILL(" + prefix + "_" + colour + ", 0)")
                .collect(Collectors.joining(" + "));
    }

    private List<Query> queries(String prefix, String metricName, String stat) {
        String balancer =
                site.ref("load-balancer", service.ingress().orElseThrow().loadBalancer(), "fullName");
        return groups().stream()
                .map(colour -> Query.metric(
                        prefix + "_" + colour,
                        new Stat(
                                ELB,
                                metricName,
                                Map.of(
                                        "LoadBalancer",
                                        balancer,
                                        "TargetGroup",
                                        site.ref("target-group", name + "-" + colour, "fullName")),
                                stat)))
                .toList();
    }

    private List<String> groups() {
        return service.rolloutOrPlain().strategy().twoGroups() ? List.of("blue", "green") : List.of("blue");
    }
}
