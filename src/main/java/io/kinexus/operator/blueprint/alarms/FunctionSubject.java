package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Function: its calls, over all versions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda metrics</a>
 */
record FunctionSubject(String name) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case ERROR_RATE -> Optional.of(errorRate());
            case REQUESTS_PER_MINUTE -> Optional.of(count("Invocations"));
            case THROTTLES -> Optional.of(count("Throttles"));
            case LATENCY_P50 -> Optional.of(duration("p50"));
            case LATENCY_P95 -> Optional.of(duration("p95"));
            case LATENCY_P99 -> Optional.of(duration("p99"));
            case CUSTOM -> CustomMetric.measure(rule, name);
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(
                new Figure("At a time", "", List.of(Curve.of("calls", stat("ConcurrentExecutions", "Maximum")))));
    }

    private Measure errorRate() {
        return Measure.math(List.of(
                        Query.metric("errors", stat("Errors", "Sum")),
                        Query.metric("calls", stat("Invocations", "Sum")),
                        Query.result("rate", "IF(FILL(calls, 0) > 0, 100 * FILL(errors, 0) / calls, 0)")))
                .quietWhenMissing();
    }

    private Measure count(String metricName) {
        return Measure.single(stat(metricName, "Sum")).quietWhenMissing().perMinute(true);
    }

    private Measure duration(String percentile) {
        return Measure.single(stat("Duration", percentile)).quietWhenMissing();
    }

    private Stat stat(String metricName, String stat) {
        return new Stat("AWS/Lambda", metricName, Map.of("FunctionName", name), stat);
    }
}
