package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Target groups, rules and certificates as the load balancer has them; each is read once a sweep.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html">DescribeTargetGroups</a>
 */
final class BalancingAws {
    private static final int PAGE = 400;

    private BalancingAws() {}

    /** @param healthPort {@code traffic-port}, or a number */
    record Group(
            String arn,
            String type,
            String protocol,
            int port,
            String vpcId,
            boolean checked,
            String healthPath,
            String healthPort,
            boolean balanced) {}

    private record Groups(Map<String, Group> byArn) {}

    private record GroupsOf(List<String> arns) {}

    /** @param weights by target group's ARN, in the rule's order; one group alone has weight 1 */
    record Forwarding(Map<String, Integer> weights, Set<String> hosts) {}

    private record RuleLook(Optional<Forwarding> rule) {}

    private record RuleOf(String arn) {}

    /** @param standard whether it is the listener's default one, for clients that name no host */
    record Certificate(String arn, boolean standard) {}

    private record Certificates(List<Certificate> all) {}

    private record CertificatesOf(String listener) {}

    private static ElasticLoadBalancingV2Client elb(Scope scope) {
        return scope.client(ElasticLoadBalancingV2Client.class);
    }

    /** By ARN; those that do not exist are left out. */
    static Map<String, Group> groups(Scope scope, List<String> arns) {
        return scope.once(new GroupsOf(arns), Groups.class, () -> new Groups(read(scope, arns)))
                .byArn();
    }

    private static Map<String, Group> read(Scope scope, List<String> arns) {
        try {
            Map<String, Group> found = new LinkedHashMap<>();
            elb(scope).describeTargetGroups(r -> r.targetGroupArns(arns)).targetGroups().stream()
                    .map(BalancingAws::group)
                    .forEach(group -> found.put(group.arn(), group));
            return found;
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "TargetGroupNotFound", "TargetGroupNotFoundException")) {
                throw failure;
            }
            // One that is missing hides the others.
            Map<String, Group> found = new LinkedHashMap<>();
            if (arns.size() > 1) {
                arns.forEach(arn -> found.putAll(read(scope, List.of(arn))));
            }
            return found;
        }
    }

    private static Group group(TargetGroup group) {
        return new Group(
                group.targetGroupArn(),
                group.targetTypeAsString(),
                group.protocolAsString(),
                group.port() == null ? 0 : group.port(),
                String.valueOf(group.vpcId()),
                !Boolean.FALSE.equals(group.healthCheckEnabled()),
                String.valueOf(group.healthCheckPath()),
                String.valueOf(group.healthCheckPort()),
                !group.loadBalancerArns().isEmpty());
    }

    /** How many targets of a group take requests well. */
    static long healthy(Scope scope, String group) {
        return elb(scope).describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions().stream()
                .filter(one -> one.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .count();
    }

    /** Where a rule leads; empty when there is no such rule. */
    static Optional<Forwarding> rule(Scope scope, String arn) {
        return scope.once(new RuleOf(arn), RuleLook.class, () -> new RuleLook(readRule(scope, arn)))
                .rule();
    }

    private static Optional<Forwarding> readRule(Scope scope, String arn) {
        try {
            return elb(scope).describeRules(r -> r.ruleArns(arn)).rules().stream()
                    .findFirst()
                    .map(rule -> new Forwarding(weights(rule), hosts(rule)));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "RuleNotFound", "RuleNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Map<String, Integer> weights(Rule rule) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Action action : rule.actions()) {
            boolean forwards = action.type() == ActionTypeEnum.FORWARD;
            if (forwards && action.forwardConfig() != null) {
                action.forwardConfig().targetGroups().forEach(one -> weights.put(one.targetGroupArn(), weight(one)));
            } else if (forwards) {
                weights.put(action.targetGroupArn(), 1);
            }
        }
        return weights;
    }

    private static int weight(TargetGroupTuple group) {
        return or(group.weight(), 1);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static Set<String> hosts(Rule rule) {
        return rule.conditions().stream()
                .filter(condition -> "host-header".equals(condition.field()))
                .map(RuleCondition::hostHeaderConfig)
                .filter(config -> config != null)
                .flatMap(config -> config.values().stream())
                .collect(Collectors.toSet());
    }

    /** Those of a listener; none for one that speaks plain HTTP. */
    static List<Certificate> certificates(Scope scope, String listener) {
        return scope.once(
                        new CertificatesOf(listener),
                        Certificates.class,
                        () -> new Certificates(elb(scope)
                                .describeListenerCertificatesPaginator(
                                        r -> r.listenerArn(listener).pageSize(PAGE))
                                .certificates()
                                .stream()
                                .map(one -> new Certificate(one.certificateArn(), Boolean.TRUE.equals(one.isDefault())))
                                .toList()))
                .all();
    }
}
