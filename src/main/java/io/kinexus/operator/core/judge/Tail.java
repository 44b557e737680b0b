package io.kinexus.operator.core.judge;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;

/**
 * Tails of counts: Poisson, and negative binomial, which is a Poisson whose rate is itself drawn from a gamma. The gamma's
 * own quantiles are by the cube root of Wilson and Hilferty, which is within 3 % from half a count on, and costs the same for
 * a billion requests as for ten.
 */
final class Tail {
    private Tail() {}

    /**
     * How likely it is to see so many or more, between whole counts as between: CloudWatch's percentages give fractions.
     *
     * @param mean expected, at least 0
     * @param dispersion squared coefficient of variation of the rate, above 0
     */
    static double atLeast(double seen, double mean, double dispersion) {
        if (seen <= 0) {
            return 1;
        }
        if (mean <= 0) {
            return 0;
        }
        double shape = 1 / dispersion;
        return Beta.regularizedBeta(mean / (mean + shape), seen, shape);
    }

    /** The smallest whole count that is so unlikely or less. */
    static double critical(double mean, double dispersion, double chance) {
        double low = Math.floor(mean);
        double high = low + 1;
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

    /** How likely a Poisson count is more than this many. */
    static double poissonAbove(double count, double mean) {
        if (mean <= 0) {
            return 0;
        }
        double shape = Math.floor(count) + 1;
        return normal(3 * Math.sqrt(shape) * (Math.cbrt(mean / shape) - 1 + 1 / (9 * shape)));
    }

    /** What a gamma with this shape and scale 1 is below, at {@code z} standard deviations of a normal. */
    static double gammaQuantile(double shape, double z) {
        double root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
        return shape * root * root * root;
    }

    private static double normal(double z) {
        return 0.5 * Erf.erfc(-z / Math.sqrt(2));
    }
}
