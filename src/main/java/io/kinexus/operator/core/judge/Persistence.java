package io.kinexus.operator.core.judge;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Tells a regression from a burst: a regression is there in every minute, as far as the minute has requests enough to show
 * it.
 */
final class Persistence {
    /** How often a regression that is only just certain may be taken for a burst, in one look. */
    private static final double MISSED = 0.1;

    private static final int FEWEST = 2;

    private Persistence() {}

    /**
     * How many minutes must be worse than allowed. It does not depend on how many bad requests there are, so that more of them
     * never make a revision look better.
     *
     * @param share of bad requests that is only just too unlikely
     */
    static int least(List<Minute> minutes, double share, double allowed) {
        double shown = minutes.stream()
                .mapToDouble(minute -> Tail.poissonAbove(minute.requests() * allowed, minute.requests() * share))
                .average()
                .orElse(1);
        return Math.max(
                FEWEST, new BinomialDistribution(null, minutes.size(), shown).inverseCumulativeProbability(MISSED));
    }
}
