package io.kinexus.operator.kind.scalabletarget;

import io.kinexus.operator.core.resource.Spec;

/**
 * The bounds between which an ECS service's desired count moves by itself.
 *
 * @param resourceId {@code service/<cluster name>/<service name>}
 * @param minCapacity tasks; raising it above the desired count raises that at once
 * @param maxCapacity tasks, at least {@code minCapacity}
 * @param suspended what does not act for now
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">RegisterScalableTarget</a>
 */
public record ScalableTargetSpec(String resourceId, int minCapacity, int maxCapacity, Suspended suspended)
        implements Spec {

    /** Which of the scaler's three ways to act are switched off. */
    public record Suspended(boolean scaleIn, boolean scaleOut, boolean scheduled) {
        public static final Suspended NOTHING = new Suspended(false, false, false);
    }

    /** An ECS service, with nothing suspended. */
    public static ScalableTargetSpec service(String cluster, String service, int minCapacity, int maxCapacity) {
        return new ScalableTargetSpec(
                "service/" + cluster + "/" + service, minCapacity, maxCapacity, Suspended.NOTHING);
    }
}
