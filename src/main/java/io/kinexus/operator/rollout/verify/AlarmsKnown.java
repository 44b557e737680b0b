package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.Collection;
import java.util.TreeSet;

/** The check of alarms of which the states are known already, since they were read when a rollout began. */
public final class AlarmsKnown {
    /** The name of the check. */
    public static final String NAME = "alarms";

    private AlarmsKnown() {}

    /** @param firing names of those in ALARM */
    public static Check check(Collection<String> firing) {
        return new Check(NAME, Result.PASSED, says(firing));
    }

    static String says(Collection<String> firing) {
        return firing.isEmpty()
                ? "none fires"
                : String.join(", ", new TreeSet<>(firing)) + " in ALARM already, and judged by whether it gets worse";
    }
}
