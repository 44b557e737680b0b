package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.elbv2.Targets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * What AWS refuses of a service.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">CreateService</a>
 */
final class ServiceRules {
    private static final int GROUPS = 5;
    private static final int SUBNETS = 16;
    private static final int PERCENT = 100;

    private final Account account;
    private final World world;
    private final ShiftRules shifts;

    ServiceRules(Account account, World world) {
        this.account = account;
        this.world = world;
        this.shifts = new ShiftRules(account, world);
    }

    void check(CreateServiceRequest request, TaskDefinition definition, Cluster cluster) {
        world.linkRole();
        String name = request.serviceName();
        EcsFaults.require(
                name != null && name.matches("[a-zA-Z0-9_-]{1,255}"),
                "serviceName must be 1 to 255 letters, numbers, underscores and hyphens.");
        EcsFaults.require(request.desiredCount() != null, "desiredCount must be specified for a REPLICA service.");
        EcsFaults.require(
                request.launchType() == null
                        || request.capacityProviderStrategy().isEmpty(),
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                        + " again.");
        checkStrategy(request.capacityProviderStrategy(), cluster);
        checkCount(request.desiredCount());
        checkNetwork(request.networkConfiguration(), definition);
        checkLoadBalancers(request.loadBalancers(), definition);
        checkConfiguration(request.deploymentConfiguration(), request.availabilityZoneRebalancing());
        if (request.deploymentConfiguration() != null) {
            shifts.check(
                    request.deploymentConfiguration(),
                    request.loadBalancers(),
                    Optional.ofNullable(request.deploymentController()),
                    connected(request.serviceConnectConfiguration()));
        }
        EcsFaults.require(
                request.healthCheckGracePeriodSeconds() == null
                        || !request.loadBalancers().isEmpty(),
                "Health check grace period is only valid for services configured to use load balancers");
    }

    /** An update: only what it changes is looked at again. */
    void checkShift(UpdateServiceRequest request, Service changed, Service before) {
        if (request.deploymentConfiguration() == null && !request.hasLoadBalancers()) {
            return;
        }
        boolean shifted = before.deploymentConfiguration().strategy() != DeploymentStrategy.ROLLING
                && before.loadBalancers().isEmpty();
        shifts.check(
                changed.deploymentConfiguration(),
                changed.loadBalancers(),
                Optional.ofNullable(changed.deploymentController()),
                shifted || connected(request.serviceConnectConfiguration()));
    }

    private static boolean connected(@Nullable ServiceConnectConfiguration configuration) {
        return configuration != null && Boolean.TRUE.equals(configuration.enabled());
    }

    void checkCount(@Nullable Integer desired) {
        EcsFaults.require(desired == null || desired >= 0, "Desired count cannot be negative.");
    }

    void checkStrategy(List<CapacityProviderStrategyItem> strategy, Cluster cluster) {
        for (CapacityProviderStrategyItem item : strategy) {
            EcsFaults.require(
                    cluster.capacityProviders().contains(item.capacityProvider()),
                    "The specified capacity provider strategy contains a capacity provider that is not associated"
                            + " with the cluster: " + item.capacityProvider());
        }
        Clusters.checkBases(strategy);
    }

    void checkNetwork(@Nullable NetworkConfiguration network, TaskDefinition definition) {
        if (definition.networkMode() != NetworkMode.AWSVPC) {
            return;
        }
        if (network == null || network.awsvpcConfiguration() == null) {
            throw EcsFaults.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        AwsVpcConfiguration vpc = network.awsvpcConfiguration();
        EcsFaults.require(!vpc.subnets().isEmpty(), "subnets can not be empty.");
        EcsFaults.require(vpc.subnets().size() <= SUBNETS, "subnets can have at most 16 items.");
        EcsFaults.require(vpc.securityGroups().size() <= GROUPS, "securityGroups can have at most 5 items.");
        for (String subnet : vpc.subnets()) {
            EcsFaults.require(
                    world.subnetExists(subnet),
                    "Error retrieving subnet information for [" + subnet + "]: The subnet ID '" + subnet
                            + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        }
        for (String group : vpc.securityGroups()) {
            EcsFaults.require(
                    world.groupExists(group),
                    "Error retrieving security group information for [" + group + "]: The security group '" + group
                            + "' does not exist (ErrorCode: InvalidGroup.NotFound)");
        }
    }

    void checkLoadBalancers(List<LoadBalancer> balancers, TaskDefinition definition) {
        for (LoadBalancer balancer : balancers) {
            checkContainer(balancer, definition);
            if (balancer.targetGroupArn() == null) {
                continue;
            }
            Targets targets = account.service(Targets.class);
            EcsFaults.require(
                    targets.exists(balancer.targetGroupArn()),
                    "Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS"
                            + " service role being passed has the proper permissions.");
            EcsFaults.require(
                    targets.attached(balancer.targetGroupArn()),
                    "The target group with targetGroupArn " + balancer.targetGroupArn()
                            + " does not have an associated load balancer.");
        }
    }

    private static void checkContainer(LoadBalancer balancer, TaskDefinition definition) {
        ContainerDefinition container = definition.containerDefinitions().stream()
                .filter(c -> c.name().equals(balancer.containerName()))
                .findFirst()
                .orElseThrow(() -> EcsFaults.invalid(
                        "The container " + balancer.containerName() + " does not exist in the task definition."));
        EcsFaults.require(
                container.portMappings().stream()
                        .anyMatch(mapping -> mapping.containerPort().equals(balancer.containerPort())),
                "The container " + container.name() + " did not have a container port " + balancer.containerPort()
                        + " defined.");
    }

    void checkConfiguration(
            @Nullable DeploymentConfiguration configuration, @Nullable AvailabilityZoneRebalancing rebalancing) {
        if (configuration == null) {
            return;
        }
        if (configuration.alarms() != null) {
            configuration.alarms().alarmNames().forEach(TextRules.ALARM::check);
        }
        Integer most = configuration.maximumPercent();
        Integer least = configuration.minimumHealthyPercent();
        EcsFaults.require(most == null || most >= PERCENT, "maximumPercent must be at least 100.");
        EcsFaults.require(least == null || least >= 0, "minimumHealthyPercent cannot be negative.");
        EcsFaults.require(
                most == null || least == null || most != PERCENT || least != PERCENT,
                "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        EcsFaults.require(
                most == null || least == null || most > least, "maximumPercent must exceed minimumHealthyPercent.");
        EcsFaults.require(
                rebalancing != AvailabilityZoneRebalancing.ENABLED || most == null || most > PERCENT,
                "Availability Zone rebalancing does not support maximumPercent <= 100");
    }
}
