package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A LoadBalancer: what it answers itself and what its targets answer, over all groups. */
record LoadBalancerSubject(String name, Site site) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case ERROR_RATE -> Optional.of(errorRate());
            case REQUESTS_PER_MINUTE ->
                Optional.of(Measure.single(stat("RequestCount", "Sum"))
                        .quietWhenMissing()
                        .perMinute(true));
            case LATENCY_P50 -> Optional.of(latency("p50"));
            case LATENCY_P95 -> Optional.of(latency("p95"));
            case LATENCY_P99 -> Optional.of(latency("p99"));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(
                new Figure("Connections", "", List.of(Curve.of("active", stat("ActiveConnectionCount", "Sum")))),
                new Figure(
                        "Answers",
                        "a minute",
                        List.of(
                                Curve.of("4xx of targets", stat("HTTPCode_Target_4XX_Count", "Sum")),
                                Curve.of("5xx of targets", stat("HTTPCode_Target_5XX_Count", "Sum")),
                                Curve.of("5xx of its own", stat("HTTPCode_ELB_5XX_Count", "Sum")))));
    }

    private Measure errorRate() {
        return Measure.math(List.of(
                        Query.metric("own", stat("HTTPCode_ELB_5XX_Count", "Sum")),
                        Query.metric("targets", stat("HTTPCode_Target_5XX_Count", "Sum")),
                        Query.metric("requests", stat("RequestCount", "Sum")),
                        Query.result(
                                "rate",
                                "IF(FILL(requests, 0) > 0, 100 * (FILL(own, 0) + FILL(targets, 0)) / requests, 0)")))
                .quietWhenMissing();
    }

    private Measure latency(String percentile) {
        return Measure.math(List.of(
                        Query.metric("m", stat("TargetResponseTime", percentile)),
                        Query.result("milliseconds", "1000 * m")))
                .quietWhenMissing();
    }

    private Stat stat(String metricName, String stat) {
        return new Stat(
                "AWS/ApplicationELB",
                metricName,
                Map.of("LoadBalancer", site.ref("load-balancer", name, "fullName")),
                stat);
    }
}
