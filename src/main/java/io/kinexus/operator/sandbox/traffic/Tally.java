package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.Dice;
import io.kinexus.operator.sandbox.cloudwatch.Distribution;

/** What went through one target group or one load balancer in a minute. */
final class Tally {
    private static final double MEAN_TO_MEDIAN = Math.exp(0.692 * 0.692 / 2);

    private double usual;
    private double slow;
    private double errors;
    private double refused;

    /** Requests that reached tasks. */
    void answered(double requests, double errorRate, boolean slowly, Dice dice) {
        if (slowly) {
            slow += requests;
        } else {
            usual += requests;
        }
        double expected = requests * errorRate;
        errors += Math.min(requests, Math.max(0, Math.rint(expected + dice.gaussian() * Math.sqrt(expected))));
    }

    /** Requests that the load balancer itself answered 503, nobody being there. */
    void refused(double requests) {
        refused += requests;
    }

    void add(Tally other) {
        usual += other.usual;
        slow += other.slow;
        errors += other.errors;
        refused += other.refused;
    }

    double requests() {
        return usual + slow;
    }

    double errors() {
        return errors;
    }

    double refused() {
        return refused;
    }

    /** Mean seconds. */
    double latency() {
        double total = usual * Answers.USUAL.quantile(0.5) + slow * Answers.SLOW.quantile(0.5);
        return requests() == 0 ? 0 : MEAN_TO_MEDIAN * total / requests();
    }

    Distribution spread() {
        if (slow == 0) {
            return Answers.USUAL;
        }
        return usual == 0 ? Answers.SLOW : Distribution.merged(Answers.USUAL.values(usual), Answers.SLOW.values(slow));
    }
}
