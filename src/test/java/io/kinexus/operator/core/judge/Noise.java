package io.kinexus.operator.core.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Traffic of a service as production shows it: a daily shape, bursts of errors on each group alone and on both together,
 * heavy tails, points that never come. The parameters are a file.
 */
final class Noise {
    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

    private final Map<String, Double> parameters;
    private final RandomGenerator dice;
    private final double perSecond;
    private final double usual;
    private final double phase;
    private double sharedLeft;
    private double shared = 1;
    private final double[] left = new double[2];
    private final double[] burst = {1, 1};
    private int minute;

    Noise(Map<String, Double> parameters, long seed, double perSecond, double usual) {
        this.parameters = parameters;
        this.dice = new Well19937c(seed);
        this.perSecond = perSecond;
        this.usual = usual;
        this.phase = new SplittableRandom(seed).nextDouble(1440);
    }

    /** The next minute, split between candidate and baseline; a point may be missing. */
    List<List<Minute>> next(double share, double candidateRate) {
        minute++;
        double daily = 1 + number("daily") * Math.sin(2 * Math.PI * (minute + phase) / 1440);
        double requests = 60 * perSecond * daily * Math.exp(number("jitter") * dice.nextGaussian());
        if (sharedLeft-- <= 0) {
            shared = begins("burst.together") ? size() : 1;
            sharedLeft = shared > 1 ? length() : 0;
        }
        List<List<Minute>> both = new ArrayList<>();
        for (int group = 0; group < 2; group++) {
            if (left[group]-- <= 0) {
                burst[group] = begins("burst.alone") ? size() : 1;
                left[group] = burst[group] > 1 ? length() : 0;
            }
            double rate = (group == 0 ? candidateRate : usual) * shared * burst[group];
            double wobble = Math.exp(number("wobble") * dice.nextGaussian() - number("wobble") * number("wobble") / 2);
            both.add(point(requests * (group == 0 ? share : 1 - share), Math.min(0.5, rate * wobble)));
        }
        return both;
    }

    private List<Minute> point(double expected, double rate) {
        if (expected <= 0 || dice.nextDouble() < number("missing")) {
            return List.of();
        }
        int requests = poisson(expected);
        int bad = Math.min(requests, poisson(requests * rate));
        return List.of(new Minute(START.plusSeconds(60L * minute), requests, bad));
    }

    private int poisson(double mean) {
        return mean <= 0 ? 0 : new PoissonDistribution(dice, mean, 1e-9, 1_000_000).sample();
    }

    private boolean begins(String which) {
        return dice.nextDouble() < number(which + ".perHour") / 60;
    }

    /** Pareto: most bursts are small, some are not. */
    private double size() {
        return Math.min(
                number("burst.most"),
                number("burst.least") * Math.pow(1 - dice.nextDouble(), -1 / number("burst.tail")));
    }

    private double length() {
        return Math.ceil(-number("burst.minutes") * Math.log(1 - dice.nextDouble()));
    }

    private double number(String key) {
        return parameters.getOrDefault(key, 0.0);
    }
}
