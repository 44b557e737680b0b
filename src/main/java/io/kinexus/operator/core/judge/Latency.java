package io.kinexus.operator.core.judge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Slow requests from CloudWatch's statistics of {@code TargetResponseTime}, which is in seconds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">CloudWatch
 *     statistics definitions</a>: a percentile rank, and a trimmed count with absolute bounds, leave the lower bound out and
 *     take the upper one in
 */
public final class Latency {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    private Latency() {}

    /** The statistic that counts the requests slower than this: {@code TC(0.8:)} for 800 ms. */
    public static String slowerThan(double maxMs) {
        return "TC(" + seconds(maxMs) + ":)";
    }

    /** The statistic with the percentage of requests that were not slower than this: {@code PR(:0.8)} for 800 ms. */
    public static String withinRank(double maxMs) {
        return "PR(:" + seconds(maxMs) + ")";
    }

    /**
     * A minute whose bad requests are the slow ones.
     *
     * @param samples {@code SampleCount}
     * @param slower {@link #slowerThan}, which is exact and is believed first
     * @param within {@link #withinRank}, from 0 to 100
     * @return empty if the minute has samples but neither statistic: a point that did not come, not a fast minute
     */
    public static Optional<Minute> minute(
            Instant at, double samples, Optional<Double> slower, Optional<Double> within) {
        if (samples == 0) {
            return Optional.of(new Minute(at, 0, 0));
        }
        return slower.or(() -> within.map(rank -> samples * Math.max(0, PERCENT - rank) / PERCENT))
                .map(bad -> new Minute(at, samples, bad));
    }

    private static String seconds(double millis) {
        return BigDecimal.valueOf(millis / MILLIS).stripTrailingZeros().toPlainString();
    }
}
