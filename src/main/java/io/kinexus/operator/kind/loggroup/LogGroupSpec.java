package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One log group.
 *
 * @param name at most 512 characters, such as {@code /ecs/production/kinexus-api}
 * @param retentionDays one of the numbers that AWS allows; empty keeps events for ever
 */
public record LogGroupSpec(String name, Optional<Integer> retentionDays) implements Spec {
    /** CloudWatch Logs keeps events for these numbers of days and no others. */
    public static final List<Integer> RETENTIONS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Whether events can be kept for just so long. */
    public static boolean keeps(Duration time) {
        return time.equals(Duration.ofDays(time.toDays())) && RETENTIONS.contains((int) time.toDays());
    }
}
