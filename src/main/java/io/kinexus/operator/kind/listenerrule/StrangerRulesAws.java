package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * Rules that somebody put into listeners of ours by hand: they take traffic away from what is declared, and are shown, never
 * removed. What another environment's operator made there is its own.
 */
final class StrangerRulesAws {
    private static final KindName LISTENER = new KindName("listener");

    private StrangerRulesAws() {}

    static Map<ResourceId, Observation<ListenerRuleLive>> of(Scope scope) {
        Ownership ownership = Ownership.sweep(scope);
        Set<String> known = new HashSet<>();
        ownership.of(ListenerRules.NAME).values().forEach(known::addAll);
        Map<ResourceId, Observation<ListenerRuleLive>> strangers = new LinkedHashMap<>();
        ownership
                .of(LISTENER)
                .forEach((listener, arns) -> arns.forEach(arn -> {
                    for (Rule rule : unknown(scope, arn, known)) {
                        ResourceId id = new ResourceId(
                                scope.environment(),
                                ListenerRules.NAME,
                                listener.name() + "/priority-" + rule.priority());
                        strangers.put(id, new Observation.Present<>(RuleFormAws.live(rule), true, false));
                    }
                }));
        return strangers;
    }

    /** ELB's own tags decide: the tagging API may not know yet what was made a moment ago. */
    private static List<Rule> unknown(Scope scope, String listenerArn, Set<String> known) {
        List<Rule> unknown = RuleListingAws.of(scope, listenerArn).stream()
                .filter(rule -> !known.contains(rule.ruleArn()))
                .toList();
        if (unknown.isEmpty()) {
            return unknown;
        }
        Map<String, Map<String, String>> tags = RuleListingAws.tags(scope, listenerArn);
        return unknown.stream()
                .filter(rule -> tags.getOrDefault(rule.ruleArn(), Map.of()).keySet().stream()
                        .noneMatch(Set.of(Ownership.ENVIRONMENT, Ownership.RESOURCE)::contains))
                .toList();
    }
}
