package io.kinexus.operator.kind.scheduledaction;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.OwnServices;
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
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTargetAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The calls. All actions of the namespace are described at once, fifty a page. AWS has no tags for them: one is ours by its
 * name on its resource id.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScheduledActions.html">DescribeScheduledActions</a>
 */
final class ScheduledActionAws {
    private static final int PAGE = 50;
    private static final Duration SOON = Duration.ofSeconds(10);

    private ScheduledActionAws() {}

    private record Listing(List<ScheduledActionLive> all) {}

    static Map<ResourceId, Observation<ScheduledActionLive>> observe(
            Scope scope, Collection<Declared<ScheduledActionSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, ScheduledActionLive> live = new LinkedHashMap<>();
            list(scope).forEach(one -> live.put(one.resourceId() + " " + one.actionName(), one));
            Map<ResourceId, Observation<ScheduledActionLive>> seen = new LinkedHashMap<>();
            for (Declared<ScheduledActionSpec> one : all) {
                ScheduledActionLive found =
                        live.get(one.spec().resourceId() + " " + one.spec().actionName());
                if (found != null) {
                    seen.put(one.id(), Observation.present(found));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<ScheduledActionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ScheduledActionLive>> surplus = new LinkedHashMap<>();
        Set<String> services = OwnServices.resourceIds(scope);
        for (ScheduledActionLive live : list(scope)) {
            Optional<ResourceId> ours = ScheduledActions.id(scope.environment(), live.actionName(), live.resourceId());
            ours.filter(id -> !declared.contains(id)).ifPresent(id -> surplus.put(id, Observation.present(live)));
            if (ours.isEmpty() && services.contains(live.resourceId())) {
                surplus.put(
                        ScheduledActions.stranger(scope.environment(), live.actionName(), live.resourceId()),
                        new Observation.Present<>(live, true, false));
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<ScheduledActionSpec> wanted, Attempt attempt) {
        return put(scope, wanted.spec());
    }

    /** Start and end that are not sent are taken away. */
    static Outcome update(
            Scope scope,
            Declared<ScheduledActionSpec> wanted,
            ScheduledActionLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return put(scope, wanted.spec());
    }

    private static Outcome put(Scope scope, ScheduledActionSpec spec) {
        try {
            scope.client(ApplicationAutoScalingClient.class)
                    .putScheduledAction(r -> r.scheduledActionName(spec.actionName())
                            .serviceNamespace(ServiceNamespace.ECS)
                            .resourceId(spec.resourceId())
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .schedule(spec.schedule())
                            .timezone(spec.timezone().orElse(ScheduledActions.UTC))
                            .scalableTargetAction(ScalableTargetAction.builder()
                                    .minCapacity(spec.minCapacity().orElse(null))
                                    .maxCapacity(spec.maxCapacity().orElse(null))
                                    .build()));
            return Outcome.done();
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "ObjectNotFoundException")
                    ? Outcome.waiting("its scalable target", SOON)
                    : AwsFailures.outcome(failure);
        }
    }

    static Outcome delete(Scope scope, ResourceId id, ScheduledActionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApplicationAutoScalingClient.class)
                        .deleteScheduledAction(r -> r.scheduledActionName(live.actionName())
                                .serviceNamespace(ServiceNamespace.ECS)
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

    private static List<ScheduledActionLive> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(scope
                                .client(ApplicationAutoScalingClient.class)
                                .describeScheduledActionsPaginator(r ->
                                        r.serviceNamespace(ServiceNamespace.ECS).maxResults(PAGE))
                                .scheduledActions()
                                .stream()
                                .map(ScheduledActionAws::read)
                                .toList()))
                .all();
    }

    private static ScheduledActionLive read(ScheduledAction action) {
        Optional<ScalableTargetAction> bounds = Optional.ofNullable(action.scalableTargetAction());
        return new ScheduledActionLive(
                action.scheduledActionARN(),
                action.scheduledActionName(),
                action.resourceId(),
                action.schedule(),
                Optional.ofNullable(action.timezone()).orElse(ScheduledActions.UTC),
                bounds.map(ScalableTargetAction::minCapacity),
                bounds.map(ScalableTargetAction::maxCapacity),
                Optional.ofNullable(action.startTime()),
                Optional.ofNullable(action.endTime()));
    }
}
