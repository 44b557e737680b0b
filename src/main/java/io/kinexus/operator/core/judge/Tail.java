package io.kinexus.operator.core.judge;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Beta;

/** Tails of counts whose rate itself varies: negative binomial, a Poisson whose rate is drawn from a gamma. */
final class Tail {
    private Tail() {}

    /**
     * How likely it is to see so many or more.
     *
     * @param mean expected, above 0
     * @param dispersion squared coefficient of variation of the rate, above 0
     */
    static double atLeast(double seen, double mean, double dispersion) {
        double count = Math.ceil(seen - 1e-9);
        if (count <= 0) {
            return 1;
        }
        double shape = 1 / dispersion;
        return Beta.regularizedBeta(mean / (mean + shape), count, shape);
    }

    /** The smallest count that is so unlikely or less. */
    static double critical(double mean, double dispersion, double chance) {
        double low = Math.ceil(mean);
        double high = Math.max(1, low);
        while (atLeast(high, mean, dispersion) > chance) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            double middle = Math.floor((low + high) / 2);
            if (atLeast(middle, mean, dispersion) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** What the rate of these counts is below, with this confidence: gamma quantile with half a count added. */
    static double above(Counts counts, double confidence) {
        return new GammaDistribution(counts.bad() + 0.5, 1 / counts.requests())
                .inverseCumulativeProbability(confidence);
    }
}
