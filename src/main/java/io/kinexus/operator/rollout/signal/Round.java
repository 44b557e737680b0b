package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.List;

/** One look at all rollouts of an environment. */
record Round(Scope scope, Instant now, List<Followed> rollouts) {
    Round {
        rollouts = List.copyOf(rollouts);
    }
}
