package io.kinexus.operator.core.judge;

import java.util.List;

/**
 * How much the share of bad requests varies from window to window by itself, beyond what chance does to counts: the squared
 * coefficient of variation of the underlying rate. A plain binomial has none, and calls every burst a regression.
 */
final class Dispersion {
    /** No history is so quiet that the next minutes could not be twice as bad. */
    static final double LEAST = 3;

    /** An hour shows only some of the bursts that there are. */
    private static final double CAUTION = 2;

    /** Without an old revision beside it, bursts that hit both look like the new one's own. */
    private static final double ALONE = 4;

    /** Minutes of history that are too few to learn from. */
    static final int SHORT = 20;

    private final List<Minute> history;
    private final double least;

    Dispersion(List<Minute> history, boolean concurrent) {
        this.history = history;
        this.least = concurrent && history.size() >= SHORT ? LEAST : ALONE * LEAST;
    }

    /** For the sum over a window of this many minutes, at least 1. */
    double of(int minutes) {
        return Math.max(Math.min(1, least / (minutes * (double) minutes)), CAUTION * seen(minutes));
    }

    /** By moments, over all windows of that length within the history. */
    private double seen(int minutes) {
        double usual = Counts.of(history).share();
        if (usual == 0 || history.size() < 2 * minutes) {
            return 0;
        }
        double excess = 0;
        double scale = 0;
        for (int i = 0; i + minutes <= history.size(); i++) {
            Counts window = Counts.of(history.subList(i, i + minutes));
            double mean = window.requests() * usual;
            excess += (window.bad() - mean) * (window.bad() - mean) - mean;
            scale += mean * mean;
        }
        return Math.max(0, excess / scale);
    }
}
