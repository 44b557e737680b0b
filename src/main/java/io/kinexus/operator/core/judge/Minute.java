package io.kinexus.operator.core.judge;

import java.time.Instant;

/**
 * One complete minute of one target group.
 *
 * @param at its first moment
 * @param requests how many requests were answered
 * @param bad how many of them were bad: failed, or slower than allowed; a fraction where AWS gives a percentage
 */
public record Minute(Instant at, double requests, double bad) {
    public Minute {
        if (!(requests >= 0) || !(bad >= 0) || bad > requests + 0.5) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests");
        }
    }
}
