package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.diff.FieldChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Our spec in AWS's terms. */
final class EcsServiceRequestAws {
    private EcsServiceRequestAws() {}

    static CreateServiceRequest create(EcsServiceSpec spec, Map<String, String> tags, String token) {
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
                .cluster(spec.cluster())
                .serviceName(spec.name())
                .clientToken(token)
                .taskDefinition(spec.taskDefinition())
                .desiredCount(spec.desiredCount())
                .platformVersion(EcsServices.LATEST)
                .networkConfiguration(network(spec))
                .loadBalancers(targets(spec))
                .deploymentConfiguration(deployment(spec))
                .healthCheckGracePeriodSeconds(spec.gracePeriodSeconds().orElse(null))
                .schedulingStrategy("REPLICA")
                .propagateTags(EcsServices.NONE)
                .enableECSManagedTags(true)
                .enableExecuteCommand(spec.executeCommand())
                .availabilityZoneRebalancing(EcsServices.rebalancing(spec))
                .tags(new TreeMap<>(tags)
                        .entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList());
        if (spec.capacity().isEmpty()) {
            request.launchType(EcsServices.FARGATE);
        } else {
            request.capacityProviderStrategy(capacity(spec));
        }
        return request.build();
    }

    /** Only the members that the changes name; desiredCount among them only when git owns it. */
    static UpdateServiceRequest update(EcsServiceSpec spec, String cluster, List<FieldChange> changes) {
        Set<String> named = changes.stream()
                .map(change -> change.path().split("[.\\[]", 2)[0])
                .collect(Collectors.toSet());
        UpdateServiceRequest.Builder request =
                UpdateServiceRequest.builder().cluster(cluster).service(spec.name());
        Map<String, Runnable> members = new TreeMap<>();
        members.put(EcsServices.TASK_DEFINITION, () -> request.taskDefinition(spec.taskDefinition()));
        members.put(EcsServices.DESIRED_COUNT, () -> request.desiredCount(spec.desiredCount()));
        members.put(EcsServices.CAPACITY, () -> capacity(request, spec));
        members.put(EcsServices.LAUNCH_TYPE, () -> capacity(request, spec));
        members.put(EcsServices.PLATFORM, () -> request.platformVersion(EcsServices.LATEST));
        members.put(EcsServices.NETWORK, () -> request.networkConfiguration(network(spec)));
        members.put(EcsServices.TARGETS, () -> request.loadBalancers(targets(spec)));
        members.put(EcsServices.REGISTRIES, () -> request.serviceRegistries(List.<ServiceRegistry>of()));
        members.put(EcsServices.DEPLOYMENT, () -> request.deploymentConfiguration(deployment(spec)));
        members.put(
                EcsServices.GRACE,
                () -> request.healthCheckGracePeriodSeconds(
                        spec.gracePeriodSeconds().orElse(0)));
        members.put(EcsServices.REBALANCING, () -> request.availabilityZoneRebalancing(EcsServices.rebalancing(spec)));
        members.put("propagateTags", () -> request.propagateTags(EcsServices.NONE));
        members.put("enableECSManagedTags", () -> request.enableECSManagedTags(true));
        members.put("enableExecuteCommand", () -> request.enableExecuteCommand(spec.executeCommand()));
        named.forEach(name -> members.getOrDefault(name, () -> {}).run());
        return request.build();
    }

    /** From a strategy to the launch type, or back, takes a new deployment. */
    private static void capacity(UpdateServiceRequest.Builder request, EcsServiceSpec spec) {
        request.capacityProviderStrategy(capacity(spec)).forceNewDeployment(true);
    }

    private static List<CapacityProviderStrategyItem> capacity(EcsServiceSpec spec) {
        return spec.capacity().stream()
                .map(share -> CapacityProviderStrategyItem.builder()
                        .capacityProvider(share.provider())
                        .weight(share.weight())
                        .base(share.base())
                        .build())
                .toList();
    }

    private static NetworkConfiguration network(EcsServiceSpec spec) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(
                        vpc -> vpc.subnets(new TreeSet<>(spec.network().subnets()))
                                .securityGroups(new TreeSet<>(spec.network().securityGroups()))
                                .assignPublicIp(spec.network().publicIp() ? "ENABLED" : "DISABLED"))
                .build();
    }

    private static List<LoadBalancer> targets(EcsServiceSpec spec) {
        return spec.targets().stream()
                .map(target -> LoadBalancer.builder()
                        .targetGroupArn(target.targetGroupArn())
                        .containerName(target.container())
                        .containerPort(target.port())
                        .build())
                .toList();
    }

    private static DeploymentConfiguration deployment(EcsServiceSpec spec) {
        EcsServiceSpec.Deployment wanted = spec.deployment();
        return DeploymentConfiguration.builder()
                .strategy("ROLLING")
                .minimumHealthyPercent(wanted.minimumHealthyPercent())
                .maximumPercent(wanted.maximumPercent())
                .deploymentCircuitBreaker(
                        breaker -> breaker.enable(wanted.breaker()).rollback(wanted.breaker()))
                .alarms(alarms -> alarms.enable(false).rollback(false).alarmNames(List.of()))
                .build();
    }
}
