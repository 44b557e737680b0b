package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.policy.Policy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
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

    /**
     * Only the members that the changes name; desiredCount among them only when git owns it. What replaces tasks carries how
     * that is to be done, whatever a rollout has left there. The target groups are named only where they differ: ECS knows
     * itself which of two serves, and is not told again which is first.
     *
     * @see <a
     *     href="https://github.com/hashicorp/terraform-provider-aws/issues/45678">deployments that do not alternate</a>
     */
    static UpdateServiceRequest update(EcsServiceSpec spec, String cluster, List<FieldChange> changes) {
        Set<String> named = changes.stream()
                .map(change -> change.path().split("[.\\[]", 2)[0])
                .collect(Collectors.toSet());
        if (changes.stream().anyMatch(change -> change.effect() == Effect.ROLLOUT)) {
            named.add(EcsDeployments.DEPLOYMENT);
        }
        UpdateServiceRequest.Builder request =
                UpdateServiceRequest.builder().cluster(cluster).service(spec.name());
        Map<String, Runnable> members = new TreeMap<>();
        members.put(EcsServices.TASK_DEFINITION, () -> request.taskDefinition(spec.taskDefinition()));
        members.put(EcsServices.DESIRED_COUNT, () -> request.desiredCount(spec.desiredCount()));
        members.put(EcsServices.CAPACITY, () -> capacity(request, spec));
        members.put(EcsServices.LAUNCH_TYPE, () -> capacity(request, spec));
        members.put(EcsServices.PLATFORM, () -> request.platformVersion(EcsServices.LATEST));
        members.put(EcsServices.NETWORK, () -> request.networkConfiguration(network(spec)));
        members.put(EcsDeployments.TARGETS, () -> request.loadBalancers(targets(spec)));
        members.put(EcsServices.REGISTRIES, () -> request.serviceRegistries(List.<ServiceRegistry>of()));
        members.put(EcsDeployments.DEPLOYMENT, () -> request.deploymentConfiguration(without(hooks(changes), spec)));
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

    /** The two groups, by a rolling deployment of what runs, whose port it keeps. */
    static UpdateServiceRequest attach(EcsServiceSpec spec, EcsServiceLive live) {
        EcsServiceSpec.Target has = live.targets().iterator().next();
        return UpdateServiceRequest.builder()
                .cluster(live.cluster())
                .service(live.name())
                .loadBalancers(targets(spec).stream()
                        .map(target -> target.toBuilder()
                                .containerName(has.container())
                                .containerPort(has.port())
                                .build())
                        .toList())
                .build();
    }

    /** What runs goes to the other group, with all its traffic at once. */
    static UpdateServiceRequest back(EcsServiceSpec spec, EcsServiceLive live) {
        return UpdateServiceRequest.builder()
                .cluster(live.cluster())
                .service(live.name())
                .deploymentConfiguration(common(spec.deployment())
                        .strategy(DeploymentStrategy.BLUE_GREEN)
                        .bakeTimeInMinutes(0)
                        .deploymentCircuitBreaker(
                                breaker -> breaker.enable(false).rollback(false))
                        .build())
                .forceNewDeployment(true)
                .build();
    }

    private static List<LoadBalancer> targets(EcsServiceSpec spec) {
        return spec.targets().stream()
                .map(target -> LoadBalancer.builder()
                        .targetGroupArn(target.targetGroupArn())
                        .containerName(target.container())
                        .containerPort(target.port())
                        .advancedConfiguration(target.advanced()
                                .map(EcsServiceRequestAws::advanced)
                                .orElse(null))
                        .build())
                .toList();
    }

    private static AdvancedConfiguration advanced(EcsServiceSpec.Advanced two) {
        return AdvancedConfiguration.builder()
                .alternateTargetGroupArn(two.alternateTargetGroupArn())
                .productionListenerRule(two.productionListenerRule())
                .testListenerRule(two.testListenerRule().orElse(null))
                .roleArn(two.roleArn())
                .build();
    }

    private static boolean hooks(List<FieldChange> changes) {
        return changes.stream().anyMatch(change -> change.path().equals(EcsDeployments.HOOKS));
    }

    private static DeploymentConfiguration without(boolean hooks, EcsServiceSpec spec) {
        DeploymentConfiguration wanted = deployment(spec);
        return hooks ? wanted.toBuilder().lifecycleHooks(List.of()).build() : wanted;
    }

    private static DeploymentConfiguration deployment(EcsServiceSpec spec) {
        EcsServiceSpec.Deployment wanted = spec.deployment();
        DeploymentConfiguration.Builder configuration = common(wanted)
                .strategy(wanted.strategy().name())
                .bakeTimeInMinutes(wanted.bakeTimeInMinutes().orElse(null));
        wanted.steps()
                .filter(steps -> wanted.strategy() == Strategy.CANARY)
                .ifPresent(steps -> configuration.canaryConfiguration(canary ->
                        canary.canaryPercent(steps.percent()).canaryBakeTimeInMinutes(steps.bakeTimeInMinutes())));
        wanted.steps()
                .filter(steps -> wanted.strategy() == Strategy.LINEAR)
                .ifPresent(steps -> configuration.linearConfiguration(linear ->
                        linear.stepPercent(steps.percent()).stepBakeTimeInMinutes(steps.bakeTimeInMinutes())));
        return configuration.build();
    }

    private static DeploymentConfiguration.Builder common(EcsServiceSpec.Deployment wanted) {
        boolean watched = !wanted.alarms().isEmpty();
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(wanted.minimumHealthyPercent())
                .maximumPercent(wanted.maximumPercent())
                .deploymentCircuitBreaker(
                        breaker -> breaker.enable(wanted.breaker()).rollback(wanted.breaker()))
                .alarms(alarms -> alarms.enable(watched)
                        .rollback(watched)
                        .alarmNames(wanted.alarms().stream().sorted().toList()));
    }
}
