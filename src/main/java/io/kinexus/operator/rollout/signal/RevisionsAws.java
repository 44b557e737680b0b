package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionLoadBalancer;

/**
 * What never changes about a service deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResolvedConfiguration.html">ResolvedConfiguration</a>
 */
final class RevisionsAws {
    private RevisionsAws() {}

    /**
     * @param at when it was created
     * @param groups the ARNs of the target groups in which ECS puts the revision; empty until ECS has chosen
     */
    record Sent(Instant at, List<String> groups) {
        Sent {
            groups = List.copyOf(groups);
        }
    }

    /** @param arn of a service deployment */
    static Answer<Sent> sent(Scope scope, String arn) {
        Answer<Optional<Sent>> answer =
                AnswersAws.ask(() -> deployment(scope, arn).map(found -> sent(scope, found)));
        return answer.value()
                .map(found -> found.map(Answer::of).orElseGet(() -> Answer.none("ECS does not know " + arn)))
                .orElseGet(() -> Answer.none(answer.problem()));
    }

    private static Optional<ServiceDeployment> deployment(Scope scope, String arn) {
        return scope
                .client(EcsClient.class)
                .describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                .serviceDeployments()
                .stream()
                .findFirst();
    }

    private static Sent sent(Scope scope, ServiceDeployment deployment) {
        List<String> groups = Optional.ofNullable(deployment.targetServiceRevision()).stream()
                .flatMap(target -> scope
                        .client(EcsClient.class)
                        .describeServiceRevisions(r -> r.serviceRevisionArns(target.arn()))
                        .serviceRevisions()
                        .stream())
                .flatMap(revision -> groups(revision).stream())
                .toList();
        return new Sent(deployment.createdAt(), groups);
    }

    private static List<String> groups(ServiceRevision revision) {
        return Optional.ofNullable(revision.resolvedConfiguration()).stream()
                .flatMap(resolved -> resolved.loadBalancers().stream())
                .map(ServiceRevisionLoadBalancer::targetGroupArn)
                .filter(Objects::nonNull)
                .toList();
    }
}
