package io.kinexus.operator.kind.listenerrule;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a listener rule is to us: its table, its calls, its permissions. Pure. */
final class ListenerRules {
    static final KindName NAME = new KindName("listener-rule");
    /** All rules of a listener in one page; a listener has at most 100 unless its quota was raised. */
    static final Floor FLOOR = new Floor(100, 0);

    static final int ALL = 100;

    private static final String LISTENERS =
            "arn:aws:elasticloadbalancing:${region}:${account}:listener/app/${listenerArn}/*";
    private static final String ANY = "arn:aws:elasticloadbalancing:${region}:${account}:listener-rule/app/*";
    private static final String NAMED =
            "arn:aws:elasticloadbalancing:${region}:${account}:listener-rule/app/${listenerArn}/*";
    private static final String READ = "ELB's Describe actions have no resource-level permissions";

    static final Fields<ListenerRuleSpec, ListenerRuleLive> FIELDS = Fields.<ListenerRuleSpec, ListenerRuleLive>table()
            .row(field("listenerArn", ListenerRuleSpec::listenerArn, ListenerRuleLive::listenerArn)
                    .effect(Effect.REPLACE))
            .row(field("priority", ListenerRuleSpec::priority, ListenerRuleLive::priority))
            .row(field("conditions", (ListenerRuleSpec spec) -> lines(spec.conditions()), ListenerRuleLive::conditions))
            .row(field("actions", spec -> List.of("forward"), ListenerRuleLive::actions))
            .row(field("actions.targetGroups", ListenerRules::pair, ListenerRuleLive::targetGroups)
                    .matching(Match.unordered()))
            .row(field("actions.stickiness", spec -> false, ListenerRuleLive::sticky))
            .row(maybe("actions.weights", ListenerRules::atRest, ListenerRules::live)
                    .matching(ListenerRules::sameShares)
                    .owner(Owner.ROLLOUT)
                    .showing(ListenerRules::shown))
            .row(field("transforms", spec -> 0, ListenerRuleLive::transforms))
            .unmanaged("ruleArn", "its identity")
            .unmanaged("rulePriorities", "the form in which AWS takes a new priority")
            .unmanaged("resetTransforms", "how transforms that were added by hand are removed")
            .unmanaged("tags", "its identity, and compared and written for all kinds alike")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("elasticloadbalancing:DescribeRules", READ),
            Permission.anywhere("elasticloadbalancing:DescribeTags", READ),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("elasticloadbalancing:CreateRule", LISTENERS),
            Permission.on("elasticloadbalancing:AddTags", NAMED),
            Permission.on("elasticloadbalancing:ModifyRule", NAMED),
            Permission.on("elasticloadbalancing:SetRulePriorities", NAMED),
            Ownership.only(Permission.on("elasticloadbalancing:DeleteRule", ANY)));

    private ListenerRules() {}

    /** One line a condition, sorted, as the live side writes them too. */
    static List<String> lines(ListenerRuleSpec.Conditions conditions) {
        Map<String, List<String>> byField = new TreeMap<>();
        if (!conditions.hosts().isEmpty()) {
            byField.put("host-header", ConditionLine.lower(conditions.hosts()));
        }
        if (!conditions.paths().isEmpty()) {
            byField.put("path-pattern", conditions.paths());
        }
        conditions.headers().forEach((name, values) -> byField.put(ConditionLine.header(name), values));
        return byField.entrySet().stream()
                .map(e -> ConditionLine.of(e.getKey(), e.getValue()))
                .sorted()
                .toList();
    }

    static List<String> pair(ListenerRuleSpec spec) {
        return spec.green().map(green -> List.of(spec.blue(), green)).orElseGet(() -> List.of(spec.blue()));
    }

    /** How it is created: everything to blue. With one group there is nothing to split. */
    static Optional<Map<String, Integer>> atRest(ListenerRuleSpec spec) {
        return spec.green().map(green -> weights(spec, Map.of()));
    }

    private static Optional<Map<String, Integer>> live(ListenerRuleLive live) {
        return Optional.of(live.weights());
    }

    /** The weights to write: those of the pair that are live stay; without any, all goes to blue. */
    static Map<String, Integer> weights(ListenerRuleSpec spec, Map<String, Integer> live) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        pair(spec).forEach(group -> weights.put(group, live.getOrDefault(group, 0)));
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            weights.put(spec.blue(), ALL);
        }
        return weights;
    }

    /** 1 to 0 is 100 to 0. */
    private static boolean sameShares(Map<String, Integer> want, Map<String, Integer> have) {
        long wanted = sum(want);
        long live = sum(have);
        return want.keySet().equals(have.keySet())
                && want.keySet().stream()
                        .allMatch(group -> want.getOrDefault(group, 0) * live == have.getOrDefault(group, 0) * wanted);
    }

    private static long sum(Map<String, Integer> weights) {
        return weights.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** {@code test-api-blue 100, test-api-green 0}. */
    private static String shown(Map<String, Integer> weights) {
        Map<String, Integer> byName = new TreeMap<>();
        weights.forEach((arn, weight) -> byName.put(name(arn), weight));
        return String.join(
                ", ",
                byName.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
    }

    private static String name(String arn) {
        String[] parts = arn.split("/");
        return arn.contains(":targetgroup/") && parts.length > 1 ? parts[1] : arn;
    }
}
