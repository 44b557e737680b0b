package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.core.resource.Live;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One schedule as AWS answers for it.
 *
 * @param mark whose it is, as {@link Mark} reads it from the description
 * @param description without the mark
 * @param timeZone UTC when AWS has none
 * @param more of the target, that no declaration asks for: {@code ecsParameters.group=...}, sorted
 */
record ScheduleLive(
        String arn,
        String name,
        Optional<String> mark,
        String description,
        String expression,
        String timeZone,
        boolean enabled,
        ScheduleSpec.Target target,
        Set<String> more,
        Bounds bounds)
        implements Live {
    ScheduleLive {
        more = Set.copyOf(more);
    }

    /**
     * When it holds at all, and what encrypts it.
     *
     * @param window OFF, or FLEXIBLE with its minutes
     * @param afterwards NONE, or DELETE for one that removes itself after its last call
     */
    record Bounds(
            String window, Optional<Instant> start, Optional<Instant> end, Optional<String> key, String afterwards) {}
}
