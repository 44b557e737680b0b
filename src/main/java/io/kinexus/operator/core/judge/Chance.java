package io.kinexus.operator.core.judge;

/** How the chance of being wrong is spent: half of it on the steps, half on what comes after, evenly over looks and metrics. */
public final class Chance {
    private static final double HALF = 0.5;

    private Chance() {}

    /**
     * For one look at one metric.
     *
     * @param budget the chance of calling a healthy rollout unhealthy, over the whole of it
     * @param metrics how many metrics are judged
     * @param looks how many looks there will be in this half
     */
    public static double step(double budget, int metrics, int looks) {
        return budget * HALF / (Math.max(1, metrics) * (double) Math.max(1, looks));
    }
}
