package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import java.time.Instant;

/** One kind of evidence. What it remembers only saves calls: all of it can be read again. */
interface Signal {
    /** Reads what is due, for all rollouts together. */
    void look(Round round);

    /** What it says by now. */
    Finding of(Followed rollout, Instant now);

    void forget(String rollout);
}
