package io.kinexus.operator.kind.scalabletarget;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One scalable target as described.
 *
 * @param arn empty for targets that were registered before AWS gave them ARNs
 */
record ScalableTargetLive(
        Optional<String> arn,
        String resourceId,
        int minCapacity,
        int maxCapacity,
        ScalableTargetSpec.Suspended suspended)
        implements Live {}
