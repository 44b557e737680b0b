package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule as read.
 *
 * @param conditions one line each, as {@link ListenerRules#lines} writes them
 * @param actions the actions' types, in order
 * @param weights by target group's ARN; empty when it does not forward
 * @param sticky whether a client stays with its target group
 * @param transforms how many rewrites it makes
 * @param serving the target group in which its service's tasks stand; empty while a deployment is under way, and where nobody
 *     says
 */
record ListenerRuleLive(
        String arn,
        String listenerArn,
        int priority,
        List<String> conditions,
        List<String> actions,
        Map<String, Integer> weights,
        boolean sticky,
        int transforms,
        Optional<String> serving)
        implements Live {

    /** No group has any weight: nothing gets through. */
    boolean dead() {
        return weights.values().stream().allMatch(weight -> weight == 0);
    }
}
