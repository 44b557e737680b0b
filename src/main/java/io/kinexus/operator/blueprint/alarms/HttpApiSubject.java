package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HttpApi: its answers over all routes.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html">HTTP API metrics</a>
 */
record HttpApiSubject(String name, Site site) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case ERROR_RATE -> Optional.of(errorRate());
            case REQUESTS_PER_MINUTE ->
                Optional.of(
                        Measure.single(stat("Count", "Sum")).quietWhenMissing().perMinute(true));
            case LATENCY_P50 -> Optional.of(latency("p50"));
            case LATENCY_P95 -> Optional.of(latency("p95"));
            case LATENCY_P99 -> Optional.of(latency("p99"));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(new Figure(
                "Answers",
                "a minute",
                List.of(Curve.of("4xx", stat("4xx", "Sum")), Curve.of("5xx", stat("5xx", "Sum")))));
    }

    private Measure errorRate() {
        return Measure.math(List.of(
                        Query.metric("errors", stat("5xx", "Sum")),
                        Query.metric("requests", stat("Count", "Sum")),
                        Query.result("rate", "IF(FILL(requests, 0) > 0, 100 * FILL(errors, 0) / requests, 0)")))
                .quietWhenMissing();
    }

    private Measure latency(String percentile) {
        return Measure.single(stat("Latency", percentile)).quietWhenMissing();
    }

    private Stat stat(String metricName, String stat) {
        return new Stat("AWS/ApiGateway", metricName, Map.of("ApiId", site.ref("http-api", name, "apiId")), stat);
    }
}
