package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.kind.ecsservice.EcsServiceLive.Deploys;
import io.kinexus.operator.kind.ecsservice.EcsServiceLive.Marks;
import io.kinexus.operator.kind.ecsservice.EcsServiceLive.Progress;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Advanced;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Network;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Steps;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.Tag;

/** AWS's service in our terms, with the defaults that it leaves out. */
final class EcsServiceReaderAws {
    private static final int PERCENT = 100;
    private static final int DOUBLE = 200;
    private static final int EVENTS = 3;
    /**
     * What AWS takes where nothing is said.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html">canary</a>
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html">linear</a>
     */
    private static final double CANARY = 5;

    private static final int CANARY_BAKE = 10;
    private static final double STEP = 10;
    private static final int STEP_BAKE = 6;

    private EcsServiceReaderAws() {}

    static EcsServiceLive read(Service service) {
        return new EcsServiceLive(
                service.serviceArn(),
                service.serviceName(),
                service.clusterArn(),
                service.taskDefinition(),
                or(service.desiredCount(), 0),
                service.capacityProviderStrategy().stream()
                        .map(EcsServiceReaderAws::share)
                        .collect(Collectors.toSet()),
                Optional.ofNullable(service.launchTypeAsString()),
                or(service.platformVersion(), EcsServices.LATEST),
                network(Optional.ofNullable(service.networkConfiguration())),
                service.loadBalancers().stream()
                        .map(EcsServiceReaderAws::target)
                        .collect(Collectors.toSet()),
                deploys(Optional.ofNullable(service.deploymentConfiguration())
                        .orElseGet(() -> DeploymentConfiguration.builder().build())),
                Optional.ofNullable(service.healthCheckGracePeriodSeconds()),
                marks(service),
                Optional.ofNullable(service.availabilityZoneRebalancingAsString()),
                service.serviceRegistries().stream()
                        .map(ServiceRegistry::registryArn)
                        .collect(Collectors.toSet()),
                progress(service));
    }

    static Map<String, String> tags(Service service) {
        return service.tags().stream().collect(Collectors.toMap(Tag::key, tag -> or(tag.value(), ""), (a, b) -> b));
    }

    private static Share share(CapacityProviderStrategyItem item) {
        return new Share(item.capacityProvider(), or(item.weight(), 0), or(item.base(), 0));
    }

    private static Target target(LoadBalancer balancer) {
        return new Target(
                or(balancer.targetGroupArn(), ""),
                or(balancer.containerName(), ""),
                or(balancer.containerPort(), 0),
                Optional.ofNullable(balancer.advancedConfiguration()).map(EcsServiceReaderAws::advanced));
    }

    private static Advanced advanced(AdvancedConfiguration two) {
        return new Advanced(
                or(two.alternateTargetGroupArn(), ""),
                or(two.productionListenerRule(), ""),
                Optional.ofNullable(two.testListenerRule()).filter(rule -> !rule.isEmpty()),
                or(two.roleArn(), ""));
    }

    private static Network network(Optional<NetworkConfiguration> configuration) {
        Optional<AwsVpcConfiguration> vpc = configuration.map(NetworkConfiguration::awsvpcConfiguration);
        return new Network(
                vpc.map(v -> Set.copyOf(v.subnets())).orElse(Set.of()),
                vpc.map(v -> Set.copyOf(v.securityGroups())).orElse(Set.of()),
                vpc.filter(v -> "ENABLED".equals(v.assignPublicIpAsString())).isPresent());
    }

    private static Deploys deploys(DeploymentConfiguration configuration) {
        Optional<DeploymentCircuitBreaker> breaker = Optional.ofNullable(configuration.deploymentCircuitBreaker());
        Optional<DeploymentAlarms> alarms =
                Optional.ofNullable(configuration.alarms()).filter(one -> Boolean.TRUE.equals(one.enable()));
        return new Deploys(
                or(configuration.strategyAsString(), "ROLLING"),
                or(configuration.minimumHealthyPercent(), PERCENT),
                or(configuration.maximumPercent(), DOUBLE),
                breaker.filter(b -> Boolean.TRUE.equals(b.enable())).isPresent(),
                breaker.filter(b -> Boolean.TRUE.equals(b.rollback())).isPresent(),
                Optional.ofNullable(configuration.bakeTimeInMinutes()),
                Optional.ofNullable(configuration.canaryConfiguration())
                        .map(canary -> new Steps(
                                or(canary.canaryPercent(), CANARY), or(canary.canaryBakeTimeInMinutes(), CANARY_BAKE))),
                Optional.ofNullable(configuration.linearConfiguration())
                        .map(linear -> new Steps(
                                or(linear.stepPercent(), STEP), or(linear.stepBakeTimeInMinutes(), STEP_BAKE))),
                alarms.map(DeploymentAlarms::alarmNames).map(Set::copyOf).orElse(Set.of()),
                alarms.filter(one -> Boolean.TRUE.equals(one.rollback())).isPresent(),
                configuration.lifecycleHooks().stream()
                        .map(hook -> or(hook.hookTargetArn(), "a hook without a target"))
                        .collect(Collectors.toSet()));
    }

    private static Marks marks(Service service) {
        return new Marks(
                or(service.schedulingStrategyAsString(), "REPLICA"),
                Optional.ofNullable(service.deploymentController())
                        .map(DeploymentController::typeAsString)
                        .orElse("ECS"),
                or(service.propagateTagsAsString(), EcsServices.NONE),
                Boolean.TRUE.equals(service.enableECSManagedTags()),
                Boolean.TRUE.equals(service.enableExecuteCommand()));
    }

    private static Progress progress(Service service) {
        List<Deployment> deployments = service.deployments();
        Optional<Deployment> primary = deployments.stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst();
        return new Progress(
                or(service.status(), "ACTIVE"),
                primary.map(Deployment::rolloutStateAsString).orElse("COMPLETED"),
                primary.map(Deployment::rolloutStateReason).orElse(""),
                deployments.size(),
                or(service.runningCount(), 0),
                primary.map(Deployment::failedTasks).orElse(0),
                service.events().stream()
                        .limit(EVENTS)
                        .map(ServiceEvent::message)
                        .toList());
    }

    private static <V> V or(@Nullable V value, V usual) {
        return value == null ? usual : value;
    }
}
