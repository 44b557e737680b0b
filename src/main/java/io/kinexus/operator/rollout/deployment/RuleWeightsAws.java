package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * The weights of listener rules: where requests really go, whatever ECS has asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html">DescribeRules</a>
 */
final class RuleWeightsAws {
    /** AWS names no bound; as many as its other calls by ARN take. */
    private static final int BATCH = 20;

    private static final double ALL = 100;

    private RuleWeightsAws() {}

    /** By rule and target group, in percent; a rule that is gone is left out. */
    static Map<String, Map<String, Double>> of(Scope scope, Collection<String> rules) {
        Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
        List<String> all = rules.stream().sorted().distinct().toList();
        scope.each(Sweep.batches(all, BATCH), batch -> read(scope, batch))
                .forEach(batch -> batch.forEach(rule -> shares.put(rule.ruleArn(), shares(rule))));
        return shares;
    }

    private static List<Rule> read(Scope scope, List<String> batch) {
        try {
            return scope.client(ElasticLoadBalancingV2Client.class)
                    .describeRules(r -> r.ruleArns(batch))
                    .rules();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "RuleNotFound")) {
                throw failure;
            }
            // One that is gone fails the call for all.
            return batch.size() == 1
                    ? List.of()
                    : batch.stream()
                            .flatMap(one -> read(scope, List.of(one)).stream())
                            .toList();
        }
    }

    private static Map<String, Double> shares(Rule rule) {
        List<TargetGroupTuple> groups = rule.actions().stream()
                .flatMap(action -> Optional.ofNullable(action.forwardConfig()).stream())
                .map(ForwardActionConfig::targetGroups)
                .findFirst()
                .orElse(List.of());
        double sum = groups.stream().mapToInt(RuleWeightsAws::weight).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        groups.forEach(group -> shares.put(group.targetGroupArn(), sum == 0 ? 0 : weight(group) * ALL / sum));
        if (groups.isEmpty()) {
            rule.actions().stream()
                    .map(Action::targetGroupArn)
                    .flatMap(arn -> Optional.ofNullable(arn).stream())
                    .forEach(arn -> shares.put(arn, ALL));
        }
        return shares;
    }

    private static int weight(TargetGroupTuple group) {
        return Optional.ofNullable(group.weight()).orElse(1);
    }
}
