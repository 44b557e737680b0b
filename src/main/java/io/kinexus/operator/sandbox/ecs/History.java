package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * The service deployments of a service: one for each move from what runs to a target revision.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html">ServiceDeployment</a>
 */
final class History {
    private History() {}

    static void begin(ServiceState service, DeploymentState deployment, Account account) {
        Instant now = account.now();
        service.revisions.add(deployment.revision);
        String tail =
                service.cluster + "/" + service.name + "/" + account.dice().hex(17);
        service.history.add(ServiceDeployment.builder()
                .serviceDeploymentArn(account.arn("ecs", "service-deployment/" + tail))
                .serviceArn(service.arn)
                .clusterArn(service.settings.clusterArn())
                .createdAt(now)
                .startedAt(now)
                .updatedAt(now)
                .sourceServiceRevisions(service.deployments.stream()
                        .skip(1)
                        .map(before -> summary(service, before))
                        .toList())
                .targetServiceRevision(summary(service, deployment))
                .status(ServiceDeploymentStatus.IN_PROGRESS)
                .deploymentConfiguration(service.configuration())
                .build());
    }

    static void complete(ServiceState service, Instant now) {
        boolean back = latest(service).rollback() != null;
        end(
                service,
                back ? ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL : ServiceDeploymentStatus.SUCCESSFUL,
                latest(service).statusReason(),
                now);
    }

    static void end(ServiceState service, ServiceDeploymentStatus status, String why, Instant now) {
        replace(
                service,
                refreshed(service, latest(service)).toBuilder()
                        .status(status)
                        .statusReason(why)
                        .finishedAt(now)
                        .updatedAt(now)
                        .build());
    }

    static void rollBack(ServiceState service, DeploymentState failed, DeploymentState good, String why, Instant now) {
        List<ServiceRevisionSummary> sources = service.shift.isPresent()
                ? latest(service).sourceServiceRevisions()
                : List.of(summary(service, failed));
        replace(
                service,
                latest(service).toBuilder()
                        .status(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)
                        .statusReason(why)
                        .sourceServiceRevisions(sources)
                        .rollback(Rollback.builder()
                                .reason(why)
                                .startedAt(now)
                                .serviceRevisionArn(good.revision.serviceRevisionArn())
                                .build())
                        .updatedAt(now)
                        .build());
    }

    static void status(ServiceState service, ServiceDeploymentStatus status, Instant now) {
        replace(
                service,
                latest(service).toBuilder().status(status).updatedAt(now).build());
    }

    static void stage(ServiceState service, ServiceDeploymentLifecycleStage stage, Instant now) {
        replace(
                service,
                latest(service).toBuilder().lifecycleStage(stage).updatedAt(now).build());
    }

    /** With the counts and shares of its revisions as they are now; of those that are gone as they were. */
    static ServiceDeployment refreshed(ServiceState service, ServiceDeployment stored) {
        return stored.toBuilder()
                .targetServiceRevision(refreshed(service, stored.targetServiceRevision()))
                .sourceServiceRevisions(stored.sourceServiceRevisions().stream()
                        .map(source -> service.shift.isPresent() ? refreshed(service, source) : source)
                        .toList())
                .build();
    }

    private static ServiceRevisionSummary refreshed(ServiceState service, ServiceRevisionSummary stored) {
        return service.deployments.stream()
                .filter(d -> d.revision.serviceRevisionArn().equals(stored.arn()))
                .findFirst()
                .map(d -> summary(service, d))
                .orElse(stored);
    }

    static ServiceDeployment latest(ServiceState service) {
        return service.history.get(service.history.size() - 1);
    }

    private static void replace(ServiceState service, ServiceDeployment changed) {
        service.history.set(service.history.size() - 1, changed);
    }

    static ServiceRevisionSummary summary(ServiceState service, DeploymentState deployment) {
        ServiceRevision revision = deployment.revision;
        return ServiceRevisionSummary.builder()
                .arn(revision.serviceRevisionArn())
                .requestedTaskCount(deployment.shares().isPresent() ? service.wanted(deployment) : service.desired)
                .runningTaskCount((int)
                        service.liveOf(deployment).filter(TaskState::running).count())
                .pendingTaskCount((int)
                        service.liveOf(deployment).filter(TaskState::pending).count())
                .requestedProductionTrafficWeight(deployment
                        .shares()
                        .map(DeploymentState.Shares::production)
                        .orElse(null))
                .requestedTestTrafficWeight(
                        deployment.shares().map(DeploymentState.Shares::test).orElse(null))
                .build();
    }
}
