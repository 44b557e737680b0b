package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of a listener. It is created with all weight on {@code blue}; from then on the weights within the pair belong to the
 * deployment under way, and at rest all of it is on the group that serves.
 *
 * @param listenerArn an ARN, or a reference to one
 * @param priority 1 to 50000, unique in the listener; the lowest that fits wins
 * @param conditions at least one
 * @param blue the first target group's ARN, or a reference to it
 * @param green the second one's, where the strategy uses two
 * @param service whose deployments move the weights, so that it is known which group serves; empty where any split is right
 * @param former the name of a second group that is let go: it stays for as long as it has the traffic
 */
public record ListenerRuleSpec(
        String listenerArn,
        int priority,
        Conditions conditions,
        String blue,
        Optional<String> green,
        Optional<Mover> service,
        Optional<String> former)
        implements Spec {
    public ListenerRuleSpec(
            String listenerArn, int priority, Conditions conditions, String blue, Optional<String> green) {
        this(listenerArn, priority, conditions, blue, green, Optional.empty(), Optional.empty());
    }

    /**
     * An ECS service, by name.
     *
     * @param cluster its cluster's name, or a reference to it
     */
    public record Mover(String cluster, String service) {}

    /**
     * When the rule fits: all that are stated, each by one of its values. Wildcards are {@code *} and {@code ?}.
     *
     * @param hosts {@code api.example.com}; compared in lower case by AWS
     * @param paths {@code /api/*}
     * @param headers values by header name
     */
    public record Conditions(List<String> hosts, List<String> paths, Map<String, List<String>> headers) {
        public Conditions {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
            headers = Map.copyOf(headers);
        }

        public static Conditions path(String... patterns) {
            return new Conditions(List.of(), List.of(patterns), Map.of());
        }
    }
}
