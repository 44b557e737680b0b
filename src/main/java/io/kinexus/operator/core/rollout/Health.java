package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.health.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The evidence for and against a new revision.
 *
 * @param signals stopped tasks, targets and alarms: UNKNOWN where one of them could not be read
 * @param metrics the judge's verdict on the present step; HEALTHY where nothing is to be judged
 * @param decisive what was seen cannot get better by waiting: an image that does not exist, a role that cannot be assumed
 * @param waits what is slow through no fault of the version: capacity, a slow start
 */
public record Health(Verdict signals, Verdict metrics, boolean decisive, Optional<String> waits) {
    public static Health unseen() {
        return new Health(
                Verdict.unknown("not looked at yet"), Verdict.unknown("not judged yet"), false, Optional.empty());
    }

    /** The worst wins. */
    public Verdict verdict() {
        return Verdict.worst(List.of(signals, metrics));
    }
}
