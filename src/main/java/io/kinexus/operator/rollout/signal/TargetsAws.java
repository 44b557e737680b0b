package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Targets.State;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/**
 * The worst call of all: one target group at a time, out of the one bucket of all of ELB's Describe calls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
 */
final class TargetsAws {
    private TargetsAws() {}

    /** @param address the target's id: an address, or an instance */
    record Seen(String address, State state, String says) {}

    static Answer<List<Seen>> of(Scope scope, String group) {
        return AnswersAws.ask(() -> scope
                .client(ElasticLoadBalancingV2Client.class)
                .describeTargetHealth(r -> r.targetGroupArn(group))
                .targetHealthDescriptions()
                .stream()
                .map(TargetsAws::seen)
                .toList());
    }

    private static Seen seen(TargetHealthDescription target) {
        State state =
                switch (target.targetHealth().stateAsString()) {
                    case "healthy" -> State.HEALTHY;
                    case "initial" -> State.INITIAL;
                    case "unhealthy" -> State.UNHEALTHY;
                    case "draining", "unhealthy.draining" -> State.DRAINING;
                    default -> State.UNUSED;
                };
        return new Seen(
                target.target().id(),
                state,
                Optional.ofNullable(target.targetHealth().description()).orElse(""));
    }
}
