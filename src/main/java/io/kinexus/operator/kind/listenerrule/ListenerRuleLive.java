package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;

/**
 * One rule as read.
 *
 * @param conditions one line each, as {@link ListenerRules#lines} writes them
 * @param actions the actions' types, in order
 * @param weights by target group's ARN; empty when it does not forward
 * @param sticky whether a client stays with its target group
 * @param transforms how many rewrites it makes
 */
record ListenerRuleLive(
        String arn,
        String listenerArn,
        int priority,
        List<String> conditions,
        List<String> actions,
        Map<String, Integer> weights,
        boolean sticky,
        int transforms)
        implements Live {

    /** The groups that it leads to; none when no group has any weight, since nothing then gets through. */
    List<String> targetGroups() {
        boolean dead = weights.values().stream().allMatch(weight -> weight == 0);
        return dead ? List.of() : List.copyOf(weights.keySet());
    }
}
