package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Scales a service to nothing. Its scaler is suspended before, where there is one: the next alarm or schedule would lift the
 * count to the scaler's minimum again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html">Considerations</a>
 */
final class StopServiceAws {
    private static final SuspendedState ALL = SuspendedState.builder()
            .dynamicScalingInSuspended(true)
            .dynamicScalingOutSuspended(true)
            .scheduledScalingSuspended(true)
            .build();

    private StopServiceAws() {}

    static Outcome stop(Scope scope, Place place) {
        return AwsFailures.attempt(() -> {
            target(scope, place)
                    .filter(target -> !ALL.equals(target.suspendedState()))
                    .ifPresent(target -> suspend(scope, target));
            if (desired(scope, place) > 0) {
                lower(scope, place);
            }
            return Outcome.done();
        });
    }

    private static Optional<ScalableTarget> target(Scope scope, Place place) {
        return scope
                .client(ApplicationAutoScalingClient.class)
                .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ECS)
                        .resourceIds("service/" + place.cluster() + "/" + place.service())
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT))
                .scalableTargets()
                .stream()
                .findFirst();
    }

    private static void suspend(Scope scope, ScalableTarget target) {
        scope.client(ApplicationAutoScalingClient.class)
                .registerScalableTarget(r -> r.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId(target.resourceId())
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .suspendedState(ALL));
    }

    private static int desired(Scope scope, Place place) {
        return scope
                .client(EcsClient.class)
                .describeServices(r -> r.cluster(place.cluster()).services(place.service()))
                .services()
                .stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .mapToInt(service -> Optional.ofNullable(service.desiredCount()).orElse(0))
                .sum();
    }

    private static void lower(Scope scope, Place place) {
        try {
            scope.client(EcsClient.class)
                    .updateService(r ->
                            r.cluster(place.cluster()).service(place.service()).desiredCount(0));
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "ServiceNotFoundException", "ServiceNotActiveException")) {
                throw failure;
            }
        }
    }
}
