package io.kinexus.operator.rollout.signal;

import java.time.Duration;
import java.time.Instant;

/** A bucket of calls that fills with time, on the clock of rollouts. Safe from any thread. */
final class Budget {
    private static final double MILLIS = 1000;

    private final double burst;
    private final double perSecond;
    private double left;
    private Instant at = Instant.EPOCH;

    Budget(double burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
        left = burst;
    }

    /** Whether one more call may be made now; if so, it is counted. A clock that was set back gives nothing. */
    synchronized boolean take(Instant now) {
        if (now.isAfter(at)) {
            double seconds = Duration.between(at, now).toMillis() / MILLIS;
            left = Math.min(burst, left + seconds * perSecond);
            at = now;
        }
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
