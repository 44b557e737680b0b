package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.ecs.shift.Split;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Moves the weights of listener rules between a service's two target groups, with the role that it names for that. */
final class Weights {
    private final Account account;
    private final World world;

    Weights(Account account, World world) {
        this.account = account;
        this.world = world;
    }

    /**
     * Production traffic.
     *
     * @param percent the revision's share; the other group has the rest
     * @return what AWS says when a rule or the role is gone
     */
    Optional<String> production(ServiceRevision revision, double percent) {
        return shift(revision, percent, AdvancedConfiguration::productionListenerRule);
    }

    /** Test traffic, where there is a rule for it. */
    Optional<String> test(ServiceRevision revision, double percent) {
        return shift(revision, percent, AdvancedConfiguration::testListenerRule);
    }

    private Optional<String> shift(
            ServiceRevision revision, double percent, Function<AdvancedConfiguration, String> rule) {
        Split split = Split.of(percent);
        Optional<String> refused = Optional.empty();
        for (LoadBalancer balancer : revision.loadBalancers()) {
            Optional<AdvancedConfiguration> two = Optional.ofNullable(balancer.advancedConfiguration());
            Optional<String> arn = two.map(rule);
            if (arn.isPresent() && refused.isEmpty()) {
                refused = refusal(two.orElseThrow(), arn.get());
                if (refused.isEmpty()) {
                    shift(arn.get(), revision, balancer, split);
                }
            }
        }
        return refused;
    }

    private Optional<String> refusal(AdvancedConfiguration two, String rule) {
        if (!world.roleAssumableByEcs(two.roleArn())) {
            return Optional.of("ECS was unable to assume the role " + two.roleArn() + ".");
        }
        return forwards(account, rule).isPresent()
                ? Optional.empty()
                : Optional.of("The listener rule " + rule + " was not found.");
    }

    private void shift(String rule, ServiceRevision revision, LoadBalancer balancer, Split split) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(balancer.targetGroupArn(), split.before());
        weights.put(balancer.advancedConfiguration().alternateTargetGroupArn(), split.before());
        weights.put(Groups.of(revision, balancer), split.fresh());
        account.service(Elbv2Sandbox.class).shift(rule, weights);
    }

    /** By target group; empty when there is no such rule or it forwards to none. */
    static Optional<Map<String, Integer>> forwards(Account account, String rule) {
        return account.service(Elbv2Sandbox.class).traffic().stream()
                .filter(one -> one.ruleArn().equals(rule))
                .findFirst()
                .map(one -> one.weights());
    }
}
