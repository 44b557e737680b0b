package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Table: requests that DynamoDB turned away. CloudWatch knows everything else of a table only by operation.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">DynamoDB metrics</a>
 */
record TableSubject(String name) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case THROTTLES -> Optional.of(throttles());
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(
                new Figure(
                        "Capacity used",
                        "units a minute",
                        List.of(
                                Curve.of("read", stat("ConsumedReadCapacityUnits")),
                                Curve.of("write", stat("ConsumedWriteCapacityUnits")))),
                new Figure(
                        "Latency",
                        "ms",
                        Stream.of("GetItem", "PutItem", "Query")
                                .map(operation -> Curve.of(
                                        operation,
                                        new Stat(
                                                "AWS/DynamoDB",
                                                "SuccessfulRequestLatency",
                                                Map.of("TableName", name, "Operation", operation),
                                                "Average")))
                                .toList()));
    }

    private Measure throttles() {
        return Measure.math(List.of(
                        Query.metric("reads", stat("ReadThrottleEvents")),
                        Query.metric("writes", stat("WriteThrottleEvents")),
                        Query.result("all", "FILL(reads, 0) + FILL(writes, 0)")))
                .quietWhenMissing()
                .perMinute(true);
    }

    private Stat stat(String metricName) {
        return new Stat("AWS/DynamoDB", metricName, Map.of("TableName", name), "Sum");
    }
}
