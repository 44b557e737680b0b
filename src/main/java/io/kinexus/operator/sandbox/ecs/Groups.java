package io.kinexus.operator.sandbox.ecs;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/**
 * Which of a load balancer's two target groups a revision stands in: the first one in the group that the service names, each
 * later one that shifts traffic in the group that is not live, one that rolls in the group that is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResolvedConfiguration.html">ResolvedConfiguration</a>
 */
final class Groups {
    private Groups() {}

    /** The revision with its groups chosen; as it was where no load balancer has two. */
    static ServiceRevision place(
            ServiceRevision revision, DeploymentStrategy strategy, Optional<ServiceRevision> live) {
        if (revision.loadBalancers().stream().noneMatch(lb -> lb.advancedConfiguration() != null)) {
            return revision;
        }
        List<ServiceRevisionLoadBalancer> resolved = revision.loadBalancers().stream()
                .filter(lb -> lb.targetGroupArn() != null)
                .map(lb -> ServiceRevisionLoadBalancer.builder()
                        .targetGroupArn(chosen(lb, strategy, live))
                        .productionListenerRule(Optional.ofNullable(lb.advancedConfiguration())
                                .map(AdvancedConfiguration::productionListenerRule)
                                .orElse(null))
                        .build())
                .toList();
        return revision.toBuilder()
                .resolvedConfiguration(r -> r.loadBalancers(resolved))
                .build();
    }

    private static String chosen(LoadBalancer balancer, DeploymentStrategy strategy, Optional<ServiceRevision> live) {
        if (balancer.advancedConfiguration() == null) {
            return balancer.targetGroupArn();
        }
        String first = balancer.targetGroupArn();
        String second = balancer.advancedConfiguration().alternateTargetGroupArn();
        boolean stays = strategy == DeploymentStrategy.ROLLING;
        if (live.filter(revision -> of(revision, balancer).equals(second)).isPresent()) {
            return stays ? second : first;
        }
        boolean taken = live.filter(revision -> revision.loadBalancers().stream()
                        .anyMatch(lb -> of(revision, lb).equals(first)))
                .isPresent();
        return taken && !stays ? second : first;
    }

    /** The group of a revision's load balancer in which its tasks stand. */
    static String of(ServiceRevision revision, LoadBalancer balancer) {
        AdvancedConfiguration two = balancer.advancedConfiguration();
        if (revision.resolvedConfiguration() == null || two == null) {
            return balancer.targetGroupArn();
        }
        return revision.resolvedConfiguration().loadBalancers().stream()
                .map(ServiceRevisionLoadBalancer::targetGroupArn)
                .filter(group -> group.equals(two.alternateTargetGroupArn()))
                .findFirst()
                .orElse(balancer.targetGroupArn());
    }
}
