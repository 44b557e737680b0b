package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/**
 * Rules: unique priorities, at least one condition, the default rule out of reach.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html">CreateRule</a>
 */
final class RuleCalls {
    private static final int LAST = 50_000;
    private static final int MOST_VALUES = 5;
    private static final Set<String> FIELDS =
            Set.of("host-header", "path-pattern", "http-header", "query-string", "http-request-method", "source-ip");

    private final Balancing all;
    private final Actions actions;

    RuleCalls(Balancing all, Actions actions) {
        this.all = all;
        this.actions = actions;
    }

    void install(Handlers handlers) {
        handlers.on(CreateRuleRequest.class, this::create);
        handlers.on(DescribeRulesRequest.class, this::describe);
        handlers.on(ModifyRuleRequest.class, this::modify);
        handlers.on(SetRulePrioritiesRequest.class, this::setPriorities);
        handlers.on(DeleteRuleRequest.class, this::delete);
    }

    private CreateRuleResponse create(CreateRuleRequest request) {
        Listener listener = all.listener(request.listenerArn());
        Faults.required("Priority", request.priority());
        Faults.between("Priority", request.priority(), 1, LAST);
        List<RuleCondition> conditions = complete(request.conditions());
        if (all.rulesOf(listener.listenerArn()).stream().anyMatch(has(request.priority()))) {
            throw inUse();
        }
        String arn = listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + all.hex();
        Rule made = Rule.builder()
                .ruleArn(arn)
                .priority(String.valueOf(request.priority()))
                .conditions(conditions)
                .actions(actions.complete(request.actions(), listener.loadBalancerArn()))
                .transforms(request.transforms())
                .isDefault(false)
                .build();
        all.rules.put(arn, made);
        all.tag(arn, request.tags());
        return CreateRuleResponse.builder().rules(made).build();
    }

    private static Predicate<Rule> has(int priority) {
        return rule -> rule.priority().equals(String.valueOf(priority));
    }

    private static AwsFault inUse() {
        return AwsFault.badRequest("PriorityInUse", "Priority is currently in use");
    }

    /** The short form and the configuration say the same: AWS answers hosts and paths in both. */
    private static List<RuleCondition> complete(List<RuleCondition> conditions) {
        Faults.some("Conditions", conditions);
        int values = 0;
        for (RuleCondition condition : conditions) {
            if (!FIELDS.contains(Faults.required("Conditions.Field", condition.field()))) {
                throw Faults.invalid("Condition field '" + condition.field() + "' must be one of " + FIELDS);
            }
            values += Conditions.values(condition).size()
                    + condition.regexValues().size();
        }
        if (values == 0) {
            throw Faults.invalid("A condition value must be specified");
        }
        if (values > MOST_VALUES) {
            throw AwsFault.badRequest("ValidationError", "A rule can only have '5' condition values");
        }
        return conditions.stream().map(Conditions::complete).toList();
    }

    private DescribeRulesResponse describe(DescribeRulesRequest request) {
        boolean byListener = request.listenerArn() != null;
        if (byListener == !request.ruleArns().isEmpty()) {
            throw Faults.invalid("You must specify either listener ARN or rule ARNs");
        }
        List<Rule> found = byListener
                ? all.rulesOf(all.listener(request.listenerArn()).listenerArn())
                : request.ruleArns().stream().map(all::rule).toList();
        Pages.Page<Rule> page = Balancing.page(found, request.pageSize(), request.marker());
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.next())
                .build();
    }

    private ModifyRuleResponse modify(ModifyRuleRequest request) {
        Rule live = changeable(request.ruleArn());
        Rule.Builder next = live.toBuilder();
        if (request.hasConditions()) {
            next.conditions(complete(request.conditions()));
        }
        if (request.hasActions()) {
            String balancer = all.listener(Balancing.listenerOf(live.ruleArn())).loadBalancerArn();
            next.actions(actions.complete(request.actions(), balancer));
        }
        if (request.hasTransforms()) {
            next.transforms(request.transforms());
        }
        if (Boolean.TRUE.equals(request.resetTransforms())) {
            next.transforms(List.of());
        }
        Rule now = next.build();
        all.rules.put(live.ruleArn(), now);
        return ModifyRuleResponse.builder().rules(now).build();
    }

    private Rule changeable(String arn) {
        Rule live = all.rule(arn);
        if (live.isDefault()) {
            throw AwsFault.badRequest("OperationNotPermitted", "Default rule '" + arn + "' cannot be modified");
        }
        return live;
    }

    /** All at once, so that two rules can change places. */
    private SetRulePrioritiesResponse setPriorities(SetRulePrioritiesRequest request) {
        Faults.some("RulePriorities", request.rulePriorities());
        Set<String> moved = new HashSet<>();
        Set<Integer> taken = new HashSet<>();
        for (RulePriorityPair pair : request.rulePriorities()) {
            moved.add(changeable(pair.ruleArn()).ruleArn());
            Faults.between("Priority", Faults.required("Priority", pair.priority()), 1, LAST);
            if (!taken.add(pair.priority())) {
                throw inUse();
            }
        }
        String listener = Balancing.listenerOf(request.rulePriorities().get(0).ruleArn());
        boolean clash = all.rulesOf(listener).stream()
                .filter(rule -> !moved.contains(rule.ruleArn()) && !rule.isDefault())
                .anyMatch(rule -> taken.contains(Integer.valueOf(rule.priority())));
        if (clash) {
            throw inUse();
        }
        List<Rule> now = request.rulePriorities().stream()
                .map(pair -> all.rule(pair.ruleArn()).toBuilder()
                        .priority(String.valueOf(pair.priority()))
                        .build())
                .toList();
        now.forEach(rule -> all.rules.put(rule.ruleArn(), rule));
        return SetRulePrioritiesResponse.builder().rules(now).build();
    }

    private DeleteRuleResponse delete(DeleteRuleRequest request) {
        all.removeRule(changeable(request.ruleArn()).ruleArn());
        return DeleteRuleResponse.builder().build();
    }
}
