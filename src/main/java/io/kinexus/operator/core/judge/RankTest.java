package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Judges a metric that is not a share of requests by ranks: the Hodges-Lehmann interval of Mann-Whitney for how far the
 * candidate's points lie from the baseline's, as Kayenta does. Only from 8 points a side; below, {@code UNKNOWN}.
 *
 * @see <a href="https://github.com/spinnaker/kayenta">Kayenta</a>, its {@code MannWhitneyClassifier}
 */
public final class RankTest {
    private static final int FEWEST = 8;
    private static final double CONFIDENCE = 0.98;

    /** How far from 0 the interval must lie, as a share of the estimated difference. */
    private static final double TOLERANCE = 0.25;

    /** Which way is worse. */
    public enum Direction {
        INCREASE,
        DECREASE,
        EITHER
    }

    /** @param estimate the median of all differences, candidate less baseline */
    record Interval(double low, double estimate, double high) {}

    /**
     * {@code UNHEALTHY} if the points have certainly moved in the direction that is worse, and their mean by more than
     * {@code tolerance}; {@code UNKNOWN} if so few points cannot be so certain; identical points are {@code HEALTHY}.
     *
     * @param tolerance as a share of the baseline's mean: 0.25 is a quarter
     * @param chance of calling a healthy revision unhealthy in this look; never taken as more than Kayenta's 1 % a side
     */
    public Verdict judge(
            String name,
            List<Double> candidate,
            List<Double> baseline,
            Direction worse,
            double tolerance,
            double chance) {
        if (candidate.size() < FEWEST || baseline.size() < FEWEST) {
            return Verdict.unknown(String.format(
                    Locale.ROOT,
                    "%s: %d points beside %d, needs %d of each",
                    name,
                    candidate.size(),
                    baseline.size(),
                    FEWEST));
        }
        Interval interval = interval(candidate, baseline, Math.min(chance, (1 - CONFIDENCE) / 2));
        if (Double.isInfinite(interval.low())) {
            return Verdict.unknown(String.format(
                    Locale.ROOT,
                    "%s: %d points beside %d are too few to be so certain",
                    name,
                    candidate.size(),
                    baseline.size()));
        }
        return moved(name, candidate, baseline, interval, worse, tolerance);
    }

    private static Verdict moved(
            String name,
            List<Double> candidate,
            List<Double> baseline,
            Interval interval,
            Direction worse,
            double tolerance) {
        double before = mean(baseline);
        double after = mean(candidate);
        double bound = TOLERANCE * Math.abs(interval.estimate());
        boolean up =
                worse != Direction.DECREASE && interval.low() > bound && after - before > tolerance * Math.abs(before);
        boolean down = worse != Direction.INCREASE
                && interval.high() < -bound
                && before - after > tolerance * Math.abs(before);
        String sentence = String.format(
                Locale.ROOT,
                "%s: mean %.4g in %d points beside %.4g in %d, moved by %.4g (%.4g to %.4g)",
                name,
                after,
                candidate.size(),
                before,
                baseline.size(),
                interval.estimate(),
                interval.low(),
                interval.high());
        return new Verdict(up || down ? Verdict.Level.UNHEALTHY : Verdict.Level.HEALTHY, List.of(sentence));
    }

    /** Unbounded on a side where so few points cannot be so certain. */
    static Interval interval(List<Double> candidate, List<Double> baseline, double side) {
        double[] differences = candidate.stream()
                .flatMapToDouble(one -> baseline.stream().mapToDouble(other -> one - other))
                .sorted()
                .toArray();
        int pairs = differences.length;
        double spread = Math.sqrt(pairs * (candidate.size() + baseline.size() + 1 - ties(candidate, baseline)) / 12);
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - side);
        int rank = (int) Math.floor(pairs / 2.0 - z * spread);
        double estimate = (differences[(pairs - 1) / 2] + differences[pairs / 2]) / 2;
        if (rank < 1) {
            return differences[0] == differences[pairs - 1]
                    ? new Interval(estimate, estimate, estimate)
                    : new Interval(Double.NEGATIVE_INFINITY, estimate, Double.POSITIVE_INFINITY);
        }
        return new Interval(differences[rank - 1], estimate, differences[pairs - rank]);
    }

    /** What equal points take from the variance of the ranks. */
    private static double ties(List<Double> candidate, List<Double> baseline) {
        double[] all = DoubleStream.concat(
                        candidate.stream().mapToDouble(Double::doubleValue),
                        baseline.stream().mapToDouble(Double::doubleValue))
                .sorted()
                .toArray();
        double cubes = 0;
        int from = 0;
        for (int i = 1; i <= all.length; i++) {
            if (i == all.length || all[i] != all[from]) {
                double equal = i - from;
                cubes += equal * equal * equal - equal;
                from = i;
            }
        }
        return cubes / (all.length * (all.length - 1.0));
    }

    private static double mean(List<Double> points) {
        return points.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
