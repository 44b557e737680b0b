package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/**
 * In which of two target groups a service's tasks stand, where ECS moves traffic between them. The service itself names both
 * and not which; its revision does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResolvedConfiguration.html">ResolvedConfiguration</a>
 */
public final class ServingGroup {
    private ServingGroup() {}

    private record Revision(String arn) {}

    private record Groups(List<String> arns) {}

    /** Its ARN; empty while a deployment is under way, since both may serve then, and where AWS does not say. */
    public static Optional<String> of(Scope scope, Service service) {
        boolean moving = service.deployments().stream()
                .map(Deployment::rolloutState)
                .anyMatch(state -> state == DeploymentRolloutState.IN_PROGRESS);
        List<ServiceCurrentRevisionSummary> revisions = service.currentServiceRevisions();
        if (moving || service.deployments().size() != 1 || revisions.size() != 1) {
            return Optional.empty();
        }
        List<String> groups = groups(scope, revisions.get(0).arn());
        return groups.size() == 1 ? Optional.of(groups.get(0)) : Optional.empty();
    }

    /** A revision never changes once it is at rest. */
    private static List<String> groups(Scope scope, String arn) {
        return scope.keep(new Revision(arn), Groups.class, () -> new Groups(read(scope, arn)))
                .arns();
    }

    private static List<String> read(Scope scope, String arn) {
        return scope
                .client(EcsClient.class)
                .describeServiceRevisions(r -> r.serviceRevisionArns(arn))
                .serviceRevisions()
                .stream()
                .map(ServiceRevision::resolvedConfiguration)
                .flatMap(resolved ->
                        resolved == null ? Stream.<ServiceRevisionLoadBalancer>of() : resolved.loadBalancers().stream())
                .map(ServiceRevisionLoadBalancer::targetGroupArn)
                .toList();
    }
}
