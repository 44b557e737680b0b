package io.kinexus.operator.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the values of one minute are spread, for percentiles. */
public interface Distribution {
    /** One value and how many times it stands. */
    record Weighted(double value, double weight) {}

    /** @param share between 0 and 1 */
    double quantile(double share);

    /** The share of values that are at most this, between 0 and 1. */
    double below(double value);

    /** The same spread as some values, their weights adding up to this total. */
    List<Weighted> values(double total);

    /**
     * Log-normal, known by its median and by how much wider its 99th percentile is.
     *
     * @param sigma of the logarithm
     */
    static Distribution logNormal(double median, double sigma) {
        return new LogNormal(median, sigma);
    }

    /** What was put, value by value. */
    static Distribution of(List<Weighted> values) {
        return new Values(values);
    }

    /** Two minutes, or two senders of one minute, together. */
    static Distribution merged(List<Weighted> some, List<Weighted> others) {
        List<Weighted> all = new ArrayList<>(some);
        all.addAll(others);
        return new Values(all);
    }

    /** Memory is two numbers, however many requests it stands for. */
    record LogNormal(double median, double sigma) implements Distribution {
        private static final int PARTS = 100;

        @Override
        public double quantile(double share) {
            double inside = Math.min(Math.max(share, 0.0001), 0.9999);
            return median * Math.exp(sigma * normal(inside));
        }

        /**
         * The standard normal's quantile, to about 0.0005.
         *
         * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_933.htm">Abramowitz and Stegun, 26.2.23</a>
         */
        private static double normal(double share) {
            double t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)));
            double above = 2.515517 + t * (0.802853 + t * 0.010328);
            double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
            double tail = t - above / below;
            return share < 0.5 ? -tail : tail;
        }

        @Override
        public double below(double value) {
            if (value <= 0 || Double.isInfinite(value)) {
                return value > 0 ? 1 : 0;
            }
            return cumulative(Math.log(value / median) / sigma);
        }

        /**
         * The standard normal's share below a value, to about 0.0000001.
         *
         * @see <a href="https://personal.math.ubc.ca/~cbm/aands/page_932.htm">Abramowitz and Stegun, 26.2.17</a>
         */
        private static double cumulative(double x) {
            double t = 1 / (1 + 0.2316419 * Math.abs(x));
            double tail = Math.exp(-x * x / 2)
                    / Math.sqrt(2 * Math.PI)
                    * t
                    * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return x < 0 ? tail : 1 - tail;
        }

        @Override
        public List<Weighted> values(double total) {
            List<Weighted> values = new ArrayList<>(PARTS);
            for (int i = 0; i < PARTS; i++) {
                values.add(new Weighted(quantile((i + 0.5) / PARTS), total / PARTS));
            }
            return values;
        }
    }

    /** Values as they came, in order. */
    record Values(List<Weighted> sorted) implements Distribution {
        public Values {
            sorted = sorted.stream()
                    .sorted(Comparator.comparingDouble(Weighted::value))
                    .toList();
        }

        @Override
        public double quantile(double share) {
            double total = sorted.stream().mapToDouble(Weighted::weight).sum();
            double passed = 0;
            for (Weighted one : sorted) {
                passed += one.weight();
                if (passed >= share * total) {
                    return one.value();
                }
            }
            return sorted.get(sorted.size() - 1).value();
        }

        @Override
        public double below(double value) {
            double total = 0;
            double inside = 0;
            for (Weighted one : sorted) {
                total += one.weight();
                inside += one.value() <= value ? one.weight() : 0;
            }
            return total == 0 ? 0 : inside / total;
        }

        @Override
        public List<Weighted> values(double total) {
            return sorted;
        }
    }
}
