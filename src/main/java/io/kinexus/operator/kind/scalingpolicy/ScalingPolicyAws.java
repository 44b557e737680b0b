package io.kinexus.operator.kind.scalingpolicy;

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
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * The calls. All policies of the namespace are described at once, ten a page. AWS has no tags for policies: one is ours by
 * its name on its resource id.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html">DescribeScalingPolicies</a>
 */
final class ScalingPolicyAws {
    private static final int PAGE = 10;
    private static final Duration SOON = Duration.ofSeconds(10);

    private ScalingPolicyAws() {}

    private record Listing(List<ScalingPolicyLive> all) {}

    static Map<ResourceId, Observation<ScalingPolicyLive>> observe(
            Scope scope, Collection<Declared<ScalingPolicySpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, ScalingPolicyLive> live = new LinkedHashMap<>();
            list(scope).forEach(one -> live.put(one.resourceId() + " " + one.policyName(), one));
            Map<ResourceId, Observation<ScalingPolicyLive>> seen = new LinkedHashMap<>();
            for (Declared<ScalingPolicySpec> one : all) {
                ScalingPolicyLive found =
                        live.get(one.spec().resourceId() + " " + one.spec().policyName());
                if (found != null) {
                    seen.put(one.id(), Observation.present(found));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<ScalingPolicyLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ScalingPolicyLive>> surplus = new LinkedHashMap<>();
        Set<String> services = OwnServices.resourceIds(scope);
        for (ScalingPolicyLive live : list(scope)) {
            Optional<ResourceId> ours = ScalingPolicies.id(scope.environment(), live.policyName(), live.resourceId());
            ours.filter(id -> !declared.contains(id)).ifPresent(id -> surplus.put(id, Observation.present(live)));
            if (ours.isEmpty() && services.contains(live.resourceId())) {
                surplus.put(
                        ScalingPolicies.stranger(scope.environment(), live.policyName(), live.resourceId()),
                        new Observation.Present<>(live, true, false));
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<ScalingPolicySpec> wanted, Attempt attempt) {
        return put(scope, wanted.spec());
    }

    /** AWS overwrites a policy whole, and gives it a new pair of alarms. */
    static Outcome update(
            Scope scope,
            Declared<ScalingPolicySpec> wanted,
            ScalingPolicyLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return put(scope, wanted.spec());
    }

    private static Outcome put(Scope scope, ScalingPolicySpec spec) {
        try {
            scope.client(ApplicationAutoScalingClient.class).putScalingPolicy(r -> r.policyName(spec.policyName())
                    .serviceNamespace(ServiceNamespace.ECS)
                    .resourceId(spec.resourceId())
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .policyType(PolicyType.TARGET_TRACKING_SCALING)
                    .targetTrackingScalingPolicyConfiguration(PolicyFormAws.write(spec)));
            return Outcome.done();
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "ObjectNotFoundException")
                    ? Outcome.waiting("its scalable target", SOON)
                    : AwsFailures.outcome(failure);
        }
    }

    static Outcome delete(Scope scope, ResourceId id, ScalingPolicyLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApplicationAutoScalingClient.class)
                        .deleteScalingPolicy(r -> r.policyName(live.policyName())
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

    private static List<ScalingPolicyLive> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(scope
                                .client(ApplicationAutoScalingClient.class)
                                .describeScalingPoliciesPaginator(r ->
                                        r.serviceNamespace(ServiceNamespace.ECS).maxResults(PAGE))
                                .scalingPolicies()
                                .stream()
                                .map(PolicyFormAws::read)
                                .toList()))
                .all();
    }
}
