package io.kinexus.operator.core.judge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a revision is held to on one share of bad requests. Fewer bad requests are never worse, so there is no direction here.
 *
 * @param name as people wrote it: {@code error-rate}
 * @param max the largest share of bad requests that is allowed, from 0 to 1
 * @param tolerance how much worse than the baseline is still allowed, as a share of it: 0.25 is a quarter more; empty if it
 *     was not asked to be compared
 */
public record Criterion(String name, Optional<Double> max, Optional<Double> tolerance) {
    /** Below this a difference is of no practical weight, however certain it is. */
    private static final double SLIGHT = 0.001;

    private static final double SHARE_OF_MAX = 0.5;
    private static final double PERCENT = 100;
    private static final double SLOW = 0.01;
    private static final Pattern PERCENTILE = Pattern.compile(".*\\bp(\\d{1,2}(?:\\.\\d+)?)\\b.*");

    public Criterion {
        if (max.isPresent() && !(max.get() >= 0 && max.get() <= 1)) {
            throw new IllegalArgumentException("max of " + name + " is " + max.get() + ", not from 0 to 1");
        }
        if (tolerance.isPresent() && !(tolerance.get() >= 0)) {
            throw new IllegalArgumentException("tolerance of " + name + " is " + tolerance.get());
        }
    }

    /** From percentages, as the YAML has them. */
    public static Criterion ofPercent(String name, Optional<Double> max, Optional<Double> tolerance) {
        return new Criterion(name, max.map(most -> most / PERCENT), tolerance.map(more -> more / PERCENT));
    }

    /**
     * For requests slower than {@code maxMs}: as many are allowed as the percentile in the metric's name leaves, so
     * {@code latency-p99} allows 1 %; without one, 1 %.
     *
     * @param tolerance in percent
     */
    public static Criterion ofLatency(String name, Optional<Double> tolerance) {
        Matcher percentile = PERCENTILE.matcher(name);
        double max = percentile.matches() ? (PERCENT - Double.parseDouble(percentile.group(1))) / PERCENT : SLOW;
        return new Criterion(name, Optional.of(max), tolerance.map(more -> more / PERCENT));
    }

    /** The smallest share of bad requests that can count as a regression against the baseline. */
    double slight() {
        return max.map(most -> most * SHARE_OF_MAX).orElse(SLIGHT);
    }
}
