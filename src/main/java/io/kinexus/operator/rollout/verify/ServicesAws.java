package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** The service as it runs, from the listing that its kind shares. */
final class ServicesAws {
    private static final int DOUBLE = 200;

    private ServicesAws() {}

    /**
     * A service that is there.
     *
     * @param desired how many tasks it is to have; the scaler may have changed it
     * @param shifting whether ECS is at work on a deployment
     * @param maximumPercent of a rolling deployment
     * @param groups the target groups that it stands in, or moves between, now
     * @param spot whether all of its tasks are Fargate Spot
     */
    record Found(int desired, int running, boolean shifting, int maximumPercent, Set<String> groups, boolean spot) {
        Found {
            groups = Set.copyOf(groups);
        }
    }

    static Optional<Found> find(Scope scope, Place place) {
        return Optional.ofNullable(EcsServiceSweep.describe(scope, place.cluster(), List.of(place.service()))
                        .get(place.service()))
                .map(ServicesAws::found);
    }

    private static Found found(Service service) {
        Integer maximum = service.deploymentConfiguration() == null
                ? null
                : service.deploymentConfiguration().maximumPercent();
        return new Found(
                or(service.desiredCount(), 0),
                or(service.runningCount(), 0),
                service.deployments().stream().anyMatch(ServicesAws::atWork),
                or(maximum, DOUBLE),
                service.loadBalancers().stream().flatMap(ServicesAws::groups).collect(Collectors.toSet()),
                service.hasCapacityProviderStrategy()
                        && !service.capacityProviderStrategy().isEmpty()
                        && service.capacityProviderStrategy().stream().allMatch(ServicesAws::spot));
    }

    private static Stream<String> groups(LoadBalancer balancer) {
        Optional<String> other = Optional.ofNullable(balancer.advancedConfiguration())
                .map(AdvancedConfiguration::alternateTargetGroupArn);
        return Stream.concat(Stream.ofNullable(balancer.targetGroupArn()), other.stream());
    }

    private static boolean atWork(Deployment deployment) {
        return deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS
                || !"PRIMARY".equals(deployment.status());
    }

    private static boolean spot(CapacityProviderStrategyItem item) {
        return "FARGATE_SPOT".equals(item.capacityProvider());
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
