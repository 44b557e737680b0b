package io.kinexus.operator.rollout;

import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.Set;
import java.util.TreeSet;

/** The check of alarms, from what was read when the rollout began. */
final class AlarmsKnown {
    /** The name of the check. */
    static final String NAME = "alarms";

    private AlarmsKnown() {}

    static Check check(Set<String> firing) {
        return new Check(
                NAME,
                Result.PASSED,
                firing.isEmpty()
                        ? "none fires"
                        : String.join(", ", new TreeSet<>(firing))
                                + " in ALARM already, and judged by whether it gets worse");
    }
}
