package io.kinexus.operator.kind.eventbus;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a bus is billed for: events that applications put on it. How many is not declared.
 *
 * @see <a href="https://aws.amazon.com/eventbridge/pricing/">Amazon EventBridge pricing</a>
 */
final class EventBusUsage {
    private static final double LEAST = 0.01;
    private static final double USUAL = 0.5;
    private static final double MOST = 10;

    private EventBusUsage() {}

    static Usage events() {
        return Usage.billed(
                Metered.assumed("EventBridge/custom events published", LEAST, USUAL, MOST, "millions of events"));
    }
}
