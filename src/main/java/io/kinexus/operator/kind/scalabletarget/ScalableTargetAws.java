package io.kinexus.operator.kind.scalabletarget;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * The calls. The whole namespace is described at once, fifty a page, for observation and surplus alike.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html">DescribeScalableTargets</a>
 */
final class ScalableTargetAws {
    private static final int PAGE = 50;
    private static final Duration SOON = Duration.ofSeconds(10);

    private ScalableTargetAws() {}

    private record Listing(Map<String, ScalableTargetLive> byResource) {}

    static Map<ResourceId, Observation<ScalableTargetLive>> observe(
            Scope scope, Collection<Declared<ScalableTargetSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, ScalableTargetLive> live = list(scope).byResource();
            Map<ResourceId, Observation<ScalableTargetLive>> seen = new LinkedHashMap<>();
            all.forEach(one -> Optional.ofNullable(live.get(one.spec().resourceId()))
                    .ifPresent(found ->
                            seen.put(one.id(), new Observation.Present<>(found, true, ours(scope, one.id(), found)))));
            return seen;
        });
    }

    private static boolean ours(Scope scope, ResourceId id, ScalableTargetLive live) {
        return live.arn()
                .filter(arn -> Ownership.ours(scope, id, arn, () -> tags(scope, id, arn, live)))
                .isPresent();
    }

    /** Where targets have no tags at all, one belongs to whom its service belongs to: there is one for each service. */
    private static Map<String, String> tags(Scope scope, ResourceId id, String arn, ScalableTargetLive live) {
        try {
            return scope.client(ApplicationAutoScalingClient.class)
                    .listTagsForResource(r -> r.resourceARN(arn))
                    .tags();
        } catch (SdkException failure) {
            if (!AwsFailures.notOffered(failure)) {
                throw failure;
            }
        }
        String[] service = live.resourceId().split("/");
        boolean ours = EcsServiceSweep.describe(scope, service[1], List.of(service[2])).values().stream()
                .flatMap(one -> one.tags().stream())
                .anyMatch(tag -> tag.key().equals(Ownership.ENVIRONMENT)
                        && scope.environment().equals(tag.value()));
        return ours ? Ownership.tags(scope, id) : Map.of();
    }

    static Map<ResourceId, Observation<ScalableTargetLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ScalableTargetLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(ScalableTargets.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                list(scope).byResource().values().stream()
                        .filter(live -> live.arn().filter(arns::contains).isPresent())
                        .forEach(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<ScalableTargetSpec> wanted, Attempt attempt) {
        try {
            scope.client(ApplicationAutoScalingClient.class)
                    .registerScalableTarget(request(wanted.spec())
                            .tags(Ownership.tags(scope, wanted))
                            .build());
            return Outcome.done();
        } catch (SdkException failure) {
            // Not yet known to the scaler: the service was made a moment ago.
            return AwsFailures.text(failure).contains("doesn't exist")
                    ? Outcome.waiting("the ECS service", SOON)
                    : AwsFailures.outcome(failure);
        }
    }

    static Outcome update(
            Scope scope,
            Declared<ScalableTargetSpec> wanted,
            ScalableTargetLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(ApplicationAutoScalingClient.class)
                    .registerScalableTarget(request(wanted.spec()).build());
            return Outcome.done();
        });
    }

    /** With a target, AWS removes its policies, their alarms and its scheduled actions. */
    static Outcome delete(Scope scope, ResourceId id, ScalableTargetLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApplicationAutoScalingClient.class)
                        .deregisterScalableTarget(r -> r.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(live.resourceId())
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ObjectNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static RegisterScalableTargetRequest.Builder request(ScalableTargetSpec spec) {
        return RegisterScalableTargetRequest.builder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId(spec.resourceId())
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .minCapacity(spec.minCapacity())
                .maxCapacity(spec.maxCapacity())
                .suspendedState(SuspendedState.builder()
                        .dynamicScalingInSuspended(spec.suspended().scaleIn())
                        .dynamicScalingOutSuspended(spec.suspended().scaleOut())
                        .scheduledScalingSuspended(spec.suspended().scheduled())
                        .build());
    }

    private static Listing list(Scope scope) {
        return scope.once(Listing.class, Listing.class, () -> {
            Map<String, ScalableTargetLive> all = new LinkedHashMap<>();
            scope.client(ApplicationAutoScalingClient.class)
                    .describeScalableTargetsPaginator(
                            r -> r.serviceNamespace(ServiceNamespace.ECS).maxResults(PAGE))
                    .scalableTargets()
                    .forEach(target -> all.put(target.resourceId(), read(target)));
            return new Listing(all);
        });
    }

    private static ScalableTargetLive read(ScalableTarget target) {
        Optional<SuspendedState> state = Optional.ofNullable(target.suspendedState());
        return new ScalableTargetLive(
                Optional.ofNullable(target.scalableTargetARN()),
                target.resourceId(),
                target.minCapacity(),
                target.maxCapacity(),
                new ScalableTargetSpec.Suspended(
                        state.map(SuspendedState::dynamicScalingInSuspended).orElse(false),
                        state.map(SuspendedState::dynamicScalingOutSuspended).orElse(false),
                        state.map(SuspendedState::scheduledScalingSuspended).orElse(false)));
    }
}
