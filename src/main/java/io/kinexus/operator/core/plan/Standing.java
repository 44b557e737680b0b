package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.environment.WeeklyWindow;
import java.util.Optional;

/**
 * What gates need to know about a step's resource.
 *
 * @param foreign it exists, and does not carry our tags
 * @param stateful it holds data that cannot be made again
 * @param scaling it belongs to the scaling of a service
 * @param rollsOut its changes replace running tasks
 * @param settled AWS is not creating or changing it now
 * @param arn its live ARN, where it has one
 * @param guarded why it cannot be removed as it is, and what to do first
 * @param impossible why AWS does not make this change, and what to do instead
 * @param revision of what replaces tasks: the revision that is wanted, as 64 hex digits
 * @param window when alone this change is made, since it makes the resource unavailable; empty when at any time
 */
public record Standing(
        boolean foreign,
        boolean stateful,
        boolean scaling,
        boolean rollsOut,
        boolean settled,
        Optional<String> arn,
        Optional<String> guarded,
        Optional<String> impossible,
        Optional<String> revision,
        Optional<WeeklyWindow> window) {

    /** Of what AWS would let go and change. */
    public Standing(
            boolean foreign,
            boolean stateful,
            boolean scaling,
            boolean rollsOut,
            boolean settled,
            Optional<String> arn) {
        this(
                foreign,
                stateful,
                scaling,
                rollsOut,
                settled,
                arn,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Nothing special: ours or not there yet, at rest. */
    public static Standing plain() {
        return new Standing(false, false, false, false, true, Optional.empty());
    }

    public Standing guarded(Optional<String> why) {
        return new Standing(foreign, stateful, scaling, rollsOut, settled, arn, why, impossible, revision, window);
    }

    public Standing impossible(Optional<String> why) {
        return new Standing(foreign, stateful, scaling, rollsOut, settled, arn, guarded, why, revision, window);
    }

    public Standing revision(String wanted) {
        return new Standing(
                foreign, stateful, scaling, rollsOut, settled, arn, guarded, impossible, Optional.of(wanted), window);
    }

    public Standing only(Optional<WeeklyWindow> when) {
        return new Standing(foreign, stateful, scaling, rollsOut, settled, arn, guarded, impossible, revision, when);
    }
}
