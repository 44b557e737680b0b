package io.kinexus.operator.kind.eventrule;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One rule that looks at the events of a bus.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens and underscores, unique on the bus
 * @param bus the bus's name
 * @param eventPattern EventBridge's event pattern, as JSON
 * @param targets what is called for an event that fits; at most five
 */
public record EventRuleSpec(String name, String bus, String eventPattern, List<Target> targets) implements Spec {
    public EventRuleSpec {
        targets = List.copyOf(targets);
    }

    /**
     * What is called, with the event as it is.
     *
     * @param id 1 to 64 letters, digits, dots, hyphens and underscores, unique in the rule
     * @param arn of a function, or of its alias
     * @param deadLetterArn the queue for events that could not be delivered
     * @param retrySeconds 60 to 86400: how long delivery is tried
     * @param retries 0 to 185
     */
    public record Target(String id, String arn, Optional<String> deadLetterArn, int retrySeconds, int retries) {
        /** As long as EventBridge tries when it is told nothing. */
        public static final int DAY = 86_400;

        /** As often as EventBridge tries when it is told nothing. */
        public static final int MOST = 185;
    }
}
