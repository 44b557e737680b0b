package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.Map;
import java.util.Optional;

/**
 * An EventBus with rules: events that no function took, in the queue that the bus keeps for them. CloudWatch has a quiet queue's
 * figures for six hours only, and then none.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS
 *     metrics</a>
 */
record EventBusSubject(String name, boolean hasRules, Site site) implements Subject {
    @Override
    public Optional<Measure> measure(Rule rule) {
        return hasRules && rule.metric() == Metric.DEAD_LETTERS
                ? Optional.of(Measure.single(new Stat(
                                "AWS/SQS",
                                "ApproximateNumberOfMessagesVisible",
                                Map.of("QueueName", site.ref("queue", name + "-dead-letters", "name")),
                                "Maximum"))
                        .quietWhenMissing())
                : Optional.empty();
    }
}
