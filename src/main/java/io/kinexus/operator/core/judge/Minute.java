package io.kinexus.operator.core.judge;

import java.time.Instant;

/**
 * One complete minute of one target group.
 *
 * @param at its first moment
 * @param requests how many requests were answered
 * @param bad how many of them were bad: failed, or slower than allowed; a fraction where AWS gives a percentage. At most
 *     {@code requests}: CloudWatch counts errors and requests apart, and a few may fall into the next minute, so more is cut
 */
public record Minute(Instant at, double requests, double bad) {
    public Minute {
        if (!Double.isFinite(requests) || !Double.isFinite(bad) || requests < 0 || bad < 0) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests");
        }
        bad = Math.min(bad, requests);
    }
}
