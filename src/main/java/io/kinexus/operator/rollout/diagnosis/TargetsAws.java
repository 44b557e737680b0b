package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * Targets with the load balancer's reason.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
final class TargetsAws {
    private static final Set<String> STANDING = Set.of("healthy", "unhealthy", "initial");

    private TargetsAws() {}

    /** @param reason ELB's code, such as {@code Target.Timeout}; empty for one that is well */
    record Target(String address, boolean sick, String reason, String says) {}

    /** Those that take part: neither draining nor unused. */
    static List<Target> standing(Scope scope, String group) {
        return scope
                .client(ElasticLoadBalancingV2Client.class)
                .describeTargetHealth(r -> r.targetGroupArn(group))
                .targetHealthDescriptions()
                .stream()
                .filter(one -> STANDING.contains(one.targetHealth().stateAsString()))
                .map(TargetsAws::target)
                .toList();
    }

    private static Target target(TargetHealthDescription one) {
        return new Target(
                one.target().id(),
                "unhealthy".equals(one.targetHealth().stateAsString()),
                Optional.ofNullable(one.targetHealth().reasonAsString()).orElse(""),
                Optional.ofNullable(one.targetHealth().description()).orElse(""));
    }
}
