package io.kinexus.operator.kind.scheduledaction;

import io.kinexus.operator.core.resource.Live;
import java.time.Instant;
import java.util.Optional;

/**
 * One scheduled action as described.
 *
 * @param timezone UTC when AWS has none
 */
record ScheduledActionLive(
        String arn,
        String actionName,
        String resourceId,
        String schedule,
        String timezone,
        Optional<Integer> minCapacity,
        Optional<Integer> maxCapacity,
        Optional<Instant> startTime,
        Optional<Instant> endTime)
        implements Live {}
