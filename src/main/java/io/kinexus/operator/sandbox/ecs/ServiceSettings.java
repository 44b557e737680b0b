package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ResolvedConfiguration;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What a service is set to, with the defaults that AWS fills in, and the revision that this makes. */
final class ServiceSettings {
    private static final int PERCENT = 100;
    private static final int DOUBLE = 200;
    private static final int ID = 17;

    private final Account account;

    ServiceSettings(Account account) {
        this.account = account;
    }

    Service initial(CreateServiceRequest request, Cluster cluster, String arn) {
        List<CapacityProviderStrategyItem> strategy = strategy(request, cluster);
        boolean launch = strategy.isEmpty();
        DeploymentConfiguration deployment = filled(request.deploymentConfiguration());
        return Service.builder()
                .serviceArn(arn)
                .serviceName(request.serviceName())
                .clusterArn(cluster.clusterArn())
                .status("ACTIVE")
                .launchType(launch ? Optional.ofNullable(request.launchType()).orElse(LaunchType.EC2) : null)
                .capacityProviderStrategy(strategy)
                .platformVersion(Optional.ofNullable(request.platformVersion()).orElse("LATEST"))
                .platformFamily("Linux")
                .deploymentConfiguration(deployment)
                .loadBalancers(List.copyOf(request.loadBalancers()))
                .serviceRegistries(List.copyOf(request.serviceRegistries()))
                .networkConfiguration(filled(request.networkConfiguration()))
                .healthCheckGracePeriodSeconds(grace(request))
                .placementConstraints(List.copyOf(request.placementConstraints()))
                .placementStrategy(List.copyOf(request.placementStrategy()))
                .schedulingStrategy(
                        Optional.ofNullable(request.schedulingStrategy()).orElse(SchedulingStrategy.REPLICA))
                .deploymentController(Optional.ofNullable(request.deploymentController())
                        .orElse(DeploymentController.builder().type("ECS").build()))
                .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
                .propagateTags(Optional.ofNullable(request.propagateTags()).orElse(PropagateTags.NONE))
                .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                .availabilityZoneRebalancing(rebalancing(request, deployment))
                .roleArn("arn:aws:iam::" + account.id()
                        + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
                .createdBy("arn:aws:iam::" + account.id() + ":root")
                .createdAt(account.now())
                .build();
    }

    private static @Nullable Integer grace(CreateServiceRequest request) {
        boolean none = request.healthCheckGracePeriodSeconds() == null
                && !request.loadBalancers().isEmpty();
        return none ? Integer.valueOf(0) : request.healthCheckGracePeriodSeconds();
    }

    /** Left out it is ENABLED for services made today, unless the percentages forbid it. */
    private static AvailabilityZoneRebalancing rebalancing(
            CreateServiceRequest request, DeploymentConfiguration deployment) {
        return Optional.ofNullable(request.availabilityZoneRebalancing())
                .orElse(
                        deployment.maximumPercent() > PERCENT
                                ? AvailabilityZoneRebalancing.ENABLED
                                : AvailabilityZoneRebalancing.DISABLED);
    }

    private static List<CapacityProviderStrategyItem> strategy(CreateServiceRequest request, Cluster cluster) {
        if (request.launchType() != null) {
            return List.of();
        }
        return Clusters.filled(
                request.capacityProviderStrategy().isEmpty()
                        ? cluster.defaultCapacityProviderStrategy()
                        : request.capacityProviderStrategy());
    }

    private static DeploymentConfiguration filled(@Nullable DeploymentConfiguration asked) {
        DeploymentConfiguration.Builder filled = asked == null ? DeploymentConfiguration.builder() : asked.toBuilder();
        DeploymentConfiguration plain = filled.build();
        if (plain.deploymentCircuitBreaker() == null) {
            filled.deploymentCircuitBreaker(DeploymentCircuitBreaker.builder()
                    .enable(false)
                    .rollback(false)
                    .build());
        }
        return filled.maximumPercent(plain.maximumPercent() == null ? DOUBLE : plain.maximumPercent())
                .minimumHealthyPercent(plain.minimumHealthyPercent() == null ? PERCENT : plain.minimumHealthyPercent())
                .strategy(plain.strategy() == null ? DeploymentStrategy.ROLLING : plain.strategy())
                .bakeTimeInMinutes(plain.bakeTimeInMinutes() == null ? 0 : plain.bakeTimeInMinutes())
                .build();
    }

    private static @Nullable NetworkConfiguration filled(@Nullable NetworkConfiguration asked) {
        if (asked == null || asked.awsvpcConfiguration() == null) {
            return asked;
        }
        AssignPublicIp ip = Optional.ofNullable(asked.awsvpcConfiguration().assignPublicIp())
                .orElse(AssignPublicIp.DISABLED);
        return asked.toBuilder()
                .awsvpcConfiguration(asked.awsvpcConfiguration().toBuilder()
                        .securityGroups(List.copyOf(asked.awsvpcConfiguration().securityGroups()))
                        .assignPublicIp(ip)
                        .build())
                .build();
    }

    /** Only what the request names is changed. */
    Service changed(Service before, UpdateServiceRequest request) {
        Service.Builder after = before.toBuilder();
        Optional.ofNullable(request.networkConfiguration()).ifPresent(n -> after.networkConfiguration(filled(n)));
        Optional.ofNullable(request.platformVersion()).ifPresent(after::platformVersion);
        Optional.ofNullable(request.healthCheckGracePeriodSeconds()).ifPresent(after::healthCheckGracePeriodSeconds);
        Optional.ofNullable(request.enableExecuteCommand()).ifPresent(after::enableExecuteCommand);
        Optional.ofNullable(request.enableECSManagedTags()).ifPresent(after::enableECSManagedTags);
        Optional.ofNullable(request.propagateTags()).ifPresent(after::propagateTags);
        Optional.ofNullable(request.availabilityZoneRebalancing()).ifPresent(after::availabilityZoneRebalancing);
        Optional.ofNullable(request.deploymentConfiguration())
                .ifPresent(asked -> after.deploymentConfiguration(merged(before.deploymentConfiguration(), asked)));
        if (request.hasCapacityProviderStrategy()) {
            after.capacityProviderStrategy(Clusters.filled(request.capacityProviderStrategy()));
            after.launchType(request.capacityProviderStrategy().isEmpty() ? LaunchType.FARGATE : null);
        }
        if (request.hasLoadBalancers()) {
            after.loadBalancers(request.loadBalancers());
        }
        if (request.hasServiceRegistries()) {
            after.serviceRegistries(request.serviceRegistries());
        }
        return after.build();
    }

    private static DeploymentConfiguration merged(DeploymentConfiguration before, DeploymentConfiguration asked) {
        DeploymentConfiguration.Builder after = asked.toBuilder();
        if (asked.deploymentCircuitBreaker() == null) {
            after.deploymentCircuitBreaker(before.deploymentCircuitBreaker());
        }
        if (asked.maximumPercent() == null) {
            after.maximumPercent(before.maximumPercent());
        }
        if (asked.minimumHealthyPercent() == null) {
            after.minimumHealthyPercent(before.minimumHealthyPercent());
        }
        if (asked.alarms() == null) {
            after.alarms(before.alarms());
        }
        if (asked.strategy() == null) {
            after.strategy(before.strategy());
        }
        boolean same = asked.strategy() == null || asked.strategy() == before.strategy();
        if (same && asked.canaryConfiguration() == null) {
            after.canaryConfiguration(before.canaryConfiguration());
        }
        if (same && asked.linearConfiguration() == null) {
            after.linearConfiguration(before.linearConfiguration());
        }
        if (same && asked.bakeTimeInMinutes() == null) {
            after.bakeTimeInMinutes(before.bakeTimeInMinutes());
        }
        if (!asked.hasLifecycleHooks()) {
            after.lifecycleHooks(before.lifecycleHooks());
        }
        return filled(after.build());
    }

    /** A new immutable revision of these settings and this task definition. */
    ServiceRevision revision(Service service, TaskDefinition definition) {
        String cluster = service.clusterArn().substring(service.clusterArn().lastIndexOf('/') + 1);
        return ServiceRevision.builder()
                .serviceRevisionArn(account.arn(
                        "ecs",
                        "service-revision/" + cluster + "/" + service.serviceName() + "/"
                                + account.dice().hex(ID)))
                .serviceArn(service.serviceArn())
                .clusterArn(service.clusterArn())
                .taskDefinition(definition.taskDefinitionArn())
                .launchType(service.launchType())
                .capacityProviderStrategy(service.capacityProviderStrategy())
                .platformVersion(service.platformVersion())
                .platformFamily(service.platformFamily())
                .loadBalancers(service.loadBalancers())
                .serviceRegistries(service.serviceRegistries())
                .networkConfiguration(service.networkConfiguration())
                .containerImages(definition.containerDefinitions().stream()
                        .map(c -> ContainerImage.builder()
                                .containerName(c.name())
                                .image(c.image())
                                .build())
                        .toList())
                .guardDutyEnabled(false)
                .createdAt(account.now())
                .build();
    }

    /** Whether two revisions would run the same, so that no deployment is needed. */
    static boolean same(ServiceRevision one, ServiceRevision other) {
        return bare(one).equals(bare(other));
    }

    private static ServiceRevision bare(ServiceRevision revision) {
        return revision.toBuilder()
                .serviceRevisionArn(null)
                .createdAt(null)
                .resolvedConfiguration((ResolvedConfiguration) null)
                .build();
    }
}
