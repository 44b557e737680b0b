package io.kinexus.operator.kind.listenerrule;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a listener rule is to us: its table, its calls, its permissions. Pure. */
final class ListenerRules {
    static final KindName NAME = new KindName("listener-rule");
    /** All rules of a listener in one page; a listener has at most 100 unless its quota was raised. */
    static final Floor FLOOR = new Floor(100, 0);

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
            .row(Weights.groups())
            .row(field("actions.stickiness", spec -> false, ListenerRuleLive::sticky))
            .row(Weights.split())
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
            Permission.on("ecs:DescribeServices", "arn:aws:ecs:${region}:${account}:service/*")
                    .because("whether a deployment is moving the weights is read with all services of a cluster"),
            Permission.on("ecs:DescribeServiceRevisions", "arn:aws:ecs:${region}:${account}:service-revision/*")
                    .because("in which of two target groups a service stands is told of its revisions"),
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
}
