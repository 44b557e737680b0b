package io.kinexus.operator.kind.listenerrule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Between AWS's form of a rule and ours. AWS answers hosts and paths twice, in the short form and in the configuration. */
final class RuleFormAws {
    private RuleFormAws() {}

    static ListenerRuleLive live(Rule rule) {
        return live(rule, Optional.empty());
    }

    /** @param serving the target group in which its service's tasks stand */
    static ListenerRuleLive live(Rule rule, Optional<String> serving) {
        return new ListenerRuleLive(
                rule.ruleArn(),
                listenerOf(rule.ruleArn()),
                Boolean.TRUE.equals(rule.isDefault()) ? 0 : Integer.parseInt(rule.priority()),
                rule.conditions().stream().map(RuleFormAws::line).sorted().toList(),
                rule.actions().stream().map(Action::typeAsString).toList(),
                weights(rule.actions()),
                rule.actions().stream().anyMatch(RuleFormAws::sticky),
                rule.transforms().size(),
                serving);
    }

    /** A rule's ARN holds its listener's. */
    static String listenerOf(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    static List<RuleCondition> conditions(ListenerRuleSpec.Conditions wanted) {
        List<RuleCondition> conditions = new ArrayList<>();
        if (!wanted.hosts().isEmpty()) {
            conditions.add(RuleCondition.builder()
                    .field("host-header")
                    .hostHeaderConfig(c -> c.values(wanted.hosts()))
                    .build());
        }
        if (!wanted.paths().isEmpty()) {
            conditions.add(RuleCondition.builder()
                    .field("path-pattern")
                    .pathPatternConfig(c -> c.values(wanted.paths()))
                    .build());
        }
        wanted.headers()
                .forEach((name, values) -> conditions.add(RuleCondition.builder()
                        .field("http-header")
                        .httpHeaderConfig(c -> c.httpHeaderName(name).values(values))
                        .build()));
        return conditions;
    }

    static Action forward(Map<String, Integer> weights) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(f -> f.targetGroups(weights.entrySet().stream()
                                .map(e -> TargetGroupTuple.builder()
                                        .targetGroupArn(e.getKey())
                                        .weight(e.getValue())
                                        .build())
                                .toList())
                        .targetGroupStickinessConfig(s -> s.enabled(false)))
                .build();
    }

    private static Map<String, Integer> weights(List<Action> actions) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Action action : actions) {
            if (action.forwardConfig() != null && action.forwardConfig().hasTargetGroups()) {
                action.forwardConfig()
                        .targetGroups()
                        .forEach(one -> weights.put(
                                one.targetGroupArn(),
                                Optional.ofNullable(one.weight()).orElse(1)));
            } else if (action.targetGroupArn() != null) {
                weights.put(action.targetGroupArn(), 1);
            }
        }
        return weights;
    }

    private static boolean sticky(Action action) {
        return action.forwardConfig() != null
                && action.forwardConfig().targetGroupStickinessConfig() != null
                && Boolean.TRUE.equals(
                        action.forwardConfig().targetGroupStickinessConfig().enabled());
    }

    private static String line(RuleCondition condition) {
        List<String> values = new ArrayList<>(plain(condition));
        condition.regexValues().forEach(regex -> values.add("regex " + regex));
        return switch (condition.field()) {
            case "host-header" -> ConditionLine.of("host-header", ConditionLine.lower(values));
            case "http-header" ->
                ConditionLine.of(
                        ConditionLine.header(condition.httpHeaderConfig().httpHeaderName()), values);
            default -> ConditionLine.of(condition.field(), values);
        };
    }

    private static List<String> plain(RuleCondition condition) {
        if (condition.hostHeaderConfig() != null) {
            return with(
                    condition.hostHeaderConfig().values(),
                    condition.hostHeaderConfig().regexValues());
        }
        if (condition.pathPatternConfig() != null) {
            return with(
                    condition.pathPatternConfig().values(),
                    condition.pathPatternConfig().regexValues());
        }
        if (condition.httpHeaderConfig() != null) {
            return with(
                    condition.httpHeaderConfig().values(),
                    condition.httpHeaderConfig().regexValues());
        }
        if (condition.httpRequestMethodConfig() != null) {
            return condition.httpRequestMethodConfig().values();
        }
        if (condition.sourceIpConfig() != null) {
            return condition.sourceIpConfig().values();
        }
        if (condition.queryStringConfig() != null) {
            return condition.queryStringConfig().values().stream()
                    .map(pair -> pair.key() + "=" + pair.value())
                    .toList();
        }
        return condition.values();
    }

    private static List<String> with(List<String> values, List<String> regexes) {
        List<String> all = new ArrayList<>(values);
        regexes.forEach(regex -> all.add("regex " + regex));
        return all;
    }
}
