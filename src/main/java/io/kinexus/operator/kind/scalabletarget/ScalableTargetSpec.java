package io.kinexus.operator.kind.scalabletarget;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * The bounds between which an ECS service's desired count moves by itself.
 *
 * @param resourceId {@code service/<cluster name>/<service name>}
 * @param minCapacity tasks; raising it above the desired count raises that at once
 * @param maxCapacity tasks, at least {@code minCapacity}
 * @param suspended what does not act for now
 * @param scheduled bounds that scheduled actions set at their times: live bounds that one of them set are no drift
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">RegisterScalableTarget</a>
 */
public record ScalableTargetSpec(
        String resourceId, int minCapacity, int maxCapacity, Suspended suspended, List<Bounds> scheduled)
        implements Spec {

    /** Which of the scaler's three ways to act are switched off. */
    public record Suspended(boolean scaleIn, boolean scaleOut, boolean scheduled) {
        public static final Suspended NOTHING = new Suspended(false, false, false);
    }

    /** What one scheduled action sets; an empty one leaves that bound as it is. */
    public record Bounds(Optional<Integer> min, Optional<Integer> max) {}

    public ScalableTargetSpec {
        scheduled = List.copyOf(scheduled);
    }

    /** An ECS service, with nothing suspended. */
    public static ScalableTargetSpec service(
            String cluster, String service, int minCapacity, int maxCapacity, List<Bounds> scheduled) {
        return new ScalableTargetSpec(
                "service/" + cluster + "/" + service, minCapacity, maxCapacity, Suspended.NOTHING, scheduled);
    }
}
