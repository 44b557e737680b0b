package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Topic: deliveries, and those that failed.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">SNS metrics</a>
 */
record TopicSubject(String name) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return switch (rule.metric()) {
            case ERROR_RATE -> Optional.of(errorRate());
            case REQUESTS_PER_MINUTE ->
                Optional.of(Measure.single(stat("NumberOfMessagesPublished"))
                        .quietWhenMissing()
                        .perMinute(true));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Figure> more() {
        return List.of(new Figure(
                "Deliveries",
                "a minute",
                List.of(
                        Curve.of("delivered", stat("NumberOfNotificationsDelivered")),
                        Curve.of("failed", stat("NumberOfNotificationsFailed")))));
    }

    private Measure errorRate() {
        return Measure.math(List.of(
                        Query.metric("failed", stat("NumberOfNotificationsFailed")),
                        Query.metric("delivered", stat("NumberOfNotificationsDelivered")),
                        Query.result(
                                "rate",
                                "IF(FILL(failed, 0) + FILL(delivered, 0) > 0, 100 * FILL(failed, 0) / (FILL(failed, 0)"
                                        + " + FILL(delivered, 0)), 0)")))
                .quietWhenMissing();
    }

    private Stat stat(String metricName) {
        return new Stat("AWS/SNS", metricName, Map.of("TopicName", name), "Sum");
    }
}
