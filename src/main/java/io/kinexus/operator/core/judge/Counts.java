package io.kinexus.operator.core.judge;

import java.util.List;

/** The sum over some minutes. */
record Counts(int minutes, double requests, double bad) {
    /** A one-sided confidence of 90 %, in standard deviations. */
    private static final double CONFIDENT = 1.2816;

    /** Jeffreys: half a count more than was seen, so that nothing seen is not a rate of nothing. */
    private static final double HALF = 0.5;

    static Counts of(List<Minute> minutes) {
        return new Counts(
                minutes.size(),
                minutes.stream().mapToDouble(Minute::requests).sum(),
                minutes.stream().mapToDouble(Minute::bad).sum());
    }

    double share() {
        return requests == 0 ? 0 : bad / requests;
    }

    /** What the true share is below with 90 % confidence; 1 if there were no requests. */
    double atMost() {
        return requests == 0 ? 1 : Math.min(1, Tail.gammaQuantile(bad + HALF, CONFIDENT) / requests);
    }
}
