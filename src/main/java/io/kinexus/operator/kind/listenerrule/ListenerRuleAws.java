package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * The calls. A rule has no name: our tag is its identity. Rules are listed by listener; the ownership sweep says which is
 * which, and ELB's own tags where the sweep does not know yet.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html">DescribeRules</a>
 */
final class ListenerRuleAws {
    private static final String TAKEN = "PriorityInUse";
    private static final String GONE = "RuleNotFound";
    private static final Duration SOON = Duration.ofSeconds(5);

    private ListenerRuleAws() {}

    static Map<ResourceId, Observation<ListenerRuleLive>> observe(
            Scope scope, Collection<Declared<ListenerRuleSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<ResourceId, List<String>> owned = Ownership.sweep(scope).of(ListenerRules.NAME);
            Set<String> known = new HashSet<>();
            owned.values().forEach(known::addAll);
            ServingAws.describe(scope, all);
            return Sweep.oneByOne(scope, all, one -> {
                Optional<Rule> swept = owned.getOrDefault(one.id(), List.of()).stream()
                        .flatMap(arn -> RuleListingAws.find(scope, arn).stream())
                        .findFirst();
                return swept.or(() -> tagged(scope, one, known))
                        .map(rule -> Observation.present(RuleFormAws.live(rule, ServingAws.group(scope, one.spec()))))
                        .orElseGet(() -> foreign(scope, one, known));
            });
        });
    }

    static Map<ResourceId, Observation<ListenerRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ListenerRuleLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(ListenerRules.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .flatMap(arn -> RuleListingAws.find(scope, arn).stream())
                        .findFirst()
                        .ifPresent(rule -> surplus.put(id, Observation.present(RuleFormAws.live(rule))));
            }
        });
        surplus.putAll(StrangerRulesAws.of(scope));
        return surplus;
    }

    /** Ours by ELB's own tags; asked only when the listener has rules that the sweep does not know. */
    private static Optional<Rule> tagged(Scope scope, Declared<ListenerRuleSpec> one, Set<String> known) {
        String listener = one.spec().listenerArn();
        List<Rule> unknown = RuleListingAws.of(scope, listener).stream()
                .filter(rule -> !known.contains(rule.ruleArn()))
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> tags = RuleListingAws.tags(scope, listener);
        return unknown.stream()
                .filter(rule -> Ownership.ours(one.id(), tags.getOrDefault(rule.ruleArn(), Map.of())))
                .findFirst();
    }

    /**
     * A rule that somebody else made under the wanted priority stands in the way, and is not ours to change; one that leads
     * to our target groups lost our tags by somebody's hand, and is not made a second time.
     */
    private static Observation<ListenerRuleLive> foreign(
            Scope scope, Declared<ListenerRuleSpec> one, Set<String> known) {
        String listener = one.spec().listenerArn();
        return RuleListingAws.of(scope, listener).stream()
                .filter(rule -> !known.contains(rule.ruleArn()))
                .filter(rule -> rule.priority().equals(String.valueOf(one.spec().priority()))
                        || leadsTo(rule, Weights.pair(one.spec())))
                .filter(rule -> !RuleListingAws.owned(
                        RuleListingAws.tags(scope, listener).getOrDefault(rule.ruleArn(), Map.of())))
                .findFirst()
                .<Observation<ListenerRuleLive>>map(
                        rule -> new Observation.Present<>(RuleFormAws.live(rule), true, false))
                .orElseGet(Observation::absent);
    }

    private static boolean leadsTo(Rule rule, List<String> groups) {
        return RuleFormAws.live(rule).weights().keySet().stream().anyMatch(groups::contains);
    }

    static Outcome create(Scope scope, Declared<ListenerRuleSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ListenerRuleSpec spec = wanted.spec();
            Map<String, Map<String, String>> tags = RuleListingAws.tags(scope, spec.listenerArn());
            if (tags.values().stream().anyMatch(one -> Ownership.ours(wanted.id(), one))) {
                return Outcome.done();
            }
            try {
                scope.client(ElasticLoadBalancingV2Client.class).createRule(r -> r.listenerArn(spec.listenerArn())
                        .priority(spec.priority())
                        .conditions(RuleFormAws.conditions(spec.conditions()))
                        .actions(RuleFormAws.forward(Weights.first(spec, ServingAws.group(scope, spec))))
                        .tags(tags(Ownership.tags(scope, wanted))));
                return Outcome.done();
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, TAKEN)) {
                    return taken(scope, spec, tags);
                }
                throw failure;
            }
        });
    }

    /** A rule of ours will move by its own step; anybody else's has to be moved by them. */
    private static Outcome taken(Scope scope, ListenerRuleSpec spec, Map<String, Map<String, String>> tags) {
        Optional<Rule> holder = holder(scope, spec);
        Map<String, String> its =
                holder.map(rule -> tags.getOrDefault(rule.ruleArn(), Map.of())).orElse(Map.of());
        if (holder.isEmpty() || scope.environment().equals(its.get(Ownership.ENVIRONMENT))) {
            return Outcome.waiting(
                    "priority " + spec.priority() + ", which " + its.getOrDefault(Ownership.RESOURCE, "another rule")
                            + " leaves first",
                    SOON);
        }
        return Outcome.terminal(
                TAKEN,
                "priority " + spec.priority() + " of the listener belongs to a rule that is not this environment's: "
                        + holder.get().ruleArn());
    }

    private static Optional<Rule> holder(Scope scope, ListenerRuleSpec spec) {
        return RuleListingAws.of(scope, spec.listenerArn()).stream()
                .filter(rule -> rule.priority().equals(String.valueOf(spec.priority())))
                .findFirst();
    }

    static Outcome update(
            Scope scope,
            Declared<ListenerRuleSpec> wanted,
            ListenerRuleLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            Set<String> paths =
                    Set.copyOf(changes.stream().map(FieldChange::path).toList());
            modify(scope, wanted.spec(), live, paths);
            return paths.contains("priority") ? move(scope, wanted.spec(), live) : Outcome.done();
        });
    }

    private static void modify(Scope scope, ListenerRuleSpec spec, ListenerRuleLive live, Set<String> paths) {
        ModifyRuleRequest.Builder request = ModifyRuleRequest.builder().ruleArn(live.arn());
        boolean needed = false;
        if (paths.contains("conditions")) {
            request.conditions(RuleFormAws.conditions(spec.conditions()));
            needed = true;
        }
        if (paths.stream().anyMatch(path -> path.startsWith("actions"))) {
            request.actions(RuleFormAws.forward(Weights.repaired(spec, live)));
            needed = true;
        }
        if (paths.contains("transforms")) {
            request.resetTransforms(true);
            needed = true;
        }
        if (needed) {
            scope.client(ElasticLoadBalancingV2Client.class).modifyRule(request.build());
        }
    }

    /** Two rules of ours change places in one call, so that rules which swap do not wait for each other for ever. */
    private static Outcome move(Scope scope, ListenerRuleSpec spec, ListenerRuleLive live) {
        ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
        RulePriorityPair here = pair(live.arn(), spec.priority());
        try {
            elb.setRulePriorities(r -> r.rulePriorities(here));
            return Outcome.done();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, TAKEN)) {
                throw failure;
            }
        }
        Map<String, Map<String, String>> tags = RuleListingAws.tags(scope, spec.listenerArn());
        Optional<Rule> other = holder(scope, spec).filter(rule -> scope.environment()
                .equals(tags.getOrDefault(rule.ruleArn(), Map.of()).get(Ownership.ENVIRONMENT)));
        if (other.isEmpty()) {
            return taken(scope, spec, tags);
        }
        elb.setRulePriorities(r -> r.rulePriorities(here, pair(other.get().ruleArn(), live.priority())));
        return Outcome.done();
    }

    private static RulePriorityPair pair(String arn, int priority) {
        return RulePriorityPair.builder().ruleArn(arn).priority(priority).build();
    }

    static Outcome delete(Scope scope, ResourceId id, ListenerRuleLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElasticLoadBalancingV2Client.class).deleteRule(r -> r.ruleArn(live.arn()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
                .toList();
    }
}
