package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Services as DescribeServices shows them. */
final class ServiceViews {
    private final Account account;

    ServiceViews(Account account) {
        this.account = account;
    }

    Service show(ServiceState service, boolean tags) {
        Service.Builder shown = service.settings.toBuilder()
                .desiredCount(service.desired)
                .runningCount(service.running())
                .pendingCount(service.pending())
                .events(List.copyOf(service.events))
                .deployments(service.deployments.stream()
                        .map(deployment -> show(service, deployment))
                        .toList())
                .currentServiceRevisions(service.deployments.stream()
                        .map(deployment -> revision(service, deployment))
                        .toList())
                .tags(tags ? EcsTags.of(account, service.arn) : List.of());
        if (!service.deployments.isEmpty()) {
            requested(service, shown);
        }
        current(service).ifPresent(shown::currentServiceDeployment);
        return shown.build();
    }

    /** The revision in front, also while it is being taken back. */
    private static void requested(ServiceState service, Service.Builder shown) {
        ServiceRevision revision = service.primary().revision;
        shown.taskDefinition(revision.taskDefinition())
                .loadBalancers(revision.loadBalancers())
                .networkConfiguration(revision.networkConfiguration())
                .platformVersion(revision.platformVersion())
                .launchType(revision.launchType())
                .capacityProviderStrategy(revision.capacityProviderStrategy());
    }

    private static Optional<String> current(ServiceState service) {
        boolean ongoing = !service.history.isEmpty()
                && List.of(
                                ServiceDeploymentStatus.PENDING,
                                ServiceDeploymentStatus.IN_PROGRESS,
                                ServiceDeploymentStatus.ROLLBACK_REQUESTED,
                                ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
                        .contains(History.latest(service).status());
        return ongoing ? Optional.of(History.latest(service).serviceDeploymentArn()) : Optional.empty();
    }

    private static ServiceCurrentRevisionSummary revision(ServiceState service, DeploymentState deployment) {
        return ServiceCurrentRevisionSummary.builder()
                .arn(deployment.revision.serviceRevisionArn())
                .requestedTaskCount(service.wanted(deployment))
                .runningTaskCount((int)
                        service.liveOf(deployment).filter(TaskState::running).count())
                .pendingTaskCount((int)
                        service.liveOf(deployment).filter(TaskState::pending).count())
                .build();
    }

    private static Deployment show(ServiceState service, DeploymentState deployment) {
        ServiceRevision revision = deployment.revision;
        boolean primary = deployment == service.primary();
        int live = (int) service.liveOf(deployment).count();
        return Deployment.builder()
                .id(deployment.id)
                .status(primary ? "PRIMARY" : "ACTIVE")
                .taskDefinition(revision.taskDefinition())
                .desiredCount(service.shift.isPresent() || primary ? service.wanted(deployment) : live)
                .runningCount((int)
                        service.liveOf(deployment).filter(TaskState::running).count())
                .pendingCount((int)
                        service.liveOf(deployment).filter(TaskState::pending).count())
                .failedTasks(deployment.failedTasks)
                .createdAt(deployment.createdAt)
                .updatedAt(deployment.updatedAt)
                .launchType(revision.launchType())
                .capacityProviderStrategy(revision.capacityProviderStrategy())
                .platformVersion(revision.platformVersion())
                .platformFamily(revision.platformFamily())
                .networkConfiguration(revision.networkConfiguration())
                .rolloutState(deployment.rollout)
                .rolloutStateReason(deployment.reason)
                .build();
    }
}
