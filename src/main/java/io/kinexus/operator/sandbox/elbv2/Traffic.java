package io.kinexus.operator.sandbox.elbv2;

import java.util.Map;

/**
 * One rule that forwards (or a listener's default action), as the traffic model of the sandbox and ECS's own switch of
 * weights see it.
 *
 * @param weights by target group's ARN; the share of a group is its weight by their sum, and with a sum of 0 every request
 *     is answered 503
 */
public record Traffic(String loadBalancerArn, String listenerArn, String ruleArn, Map<String, Integer> weights) {

    /** What part of the rule's requests goes to the group: 0 to 1. */
    public double share(String targetGroupArn) {
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        return sum == 0 ? 0 : weights.getOrDefault(targetGroupArn, 0) / (double) sum;
    }
}
