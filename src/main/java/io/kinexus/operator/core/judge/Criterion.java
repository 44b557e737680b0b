package io.kinexus.operator.core.judge;

import java.util.Optional;

/**
 * What a revision is held to on one metric.
 *
 * @param name as people wrote it: {@code error-rate}
 * @param max the largest share of bad requests that is allowed, from 0 to 1
 * @param tolerance how much worse than the baseline is still allowed, as a share of it: 0.25 is a quarter more
 */
public record Criterion(String name, Optional<Double> max, double tolerance) {
    /** Below this a difference is of no practical weight, however certain it is. */
    private static final double SLIGHT = 0.001;

    private static final double SHARE_OF_MAX = 0.25;

    /** The smallest share of bad requests that can count as a regression against the baseline. */
    double slight() {
        return max.map(most -> most * SHARE_OF_MAX).orElse(SLIGHT);
    }
}
