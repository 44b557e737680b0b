package io.kinexus.operator.kind.eventrule;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule as read.
 *
 * @param more what its targets have beside what we give them, by name: {@code documents.input}
 */
record EventRuleLive(
        String arn,
        String name,
        String bus,
        String eventPattern,
        Optional<String> scheduleExpression,
        Optional<String> description,
        Optional<String> roleArn,
        boolean enabled,
        List<EventRuleSpec.Target> targets,
        Set<String> more)
        implements Live {
    EventRuleLive {
        targets = List.copyOf(targets);
        more = Set.copyOf(more);
    }
}
