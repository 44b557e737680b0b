package io.kinexus.operator.core.judge;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * Tells a regression from a burst: a regression is there in every minute, as far as the minute has requests enough to show
 * it.
 */
final class Persistence {
    /** How often a true regression may be taken for a burst, in one look. */
    private static final double MISSED = 0.02;

    private Persistence() {}

    /** How many minutes must be worse than allowed, were the share of bad requests the same in each of them. */
    static int least(List<Minute> minutes, double share, double allowed) {
        double shown = minutes.stream()
                .mapToDouble(minute -> shown(minute.requests(), share, allowed))
                .average()
                .orElse(1);
        return Math.max(2, new BinomialDistribution(null, minutes.size(), shown).inverseCumulativeProbability(MISSED));
    }

    private static double shown(double requests, double share, double allowed) {
        double mean = requests * share;
        return mean <= 0
                ? 0
                : 1
                        - new PoissonDistribution(null, mean, 1e-9, 1000)
                                .cumulativeProbability((int) Math.floor(requests * allowed));
    }
}
