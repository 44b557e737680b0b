package io.kinexus.operator.core.judge;

/** How the chance of being wrong is spent: half of it on the steps, half on what comes after, evenly over looks and metrics. */
public final class Chance {
    /** Of calling a healthy rollout unhealthy, over the whole of it. */
    public static final double BUDGET = 0.005;

    private static final double HALF = 0.5;

    private Chance() {}

    /**
     * For one look at one metric.
     *
     * @param metrics how many metrics are judged
     * @param looks how many looks there will be in this half: in all steps together, or in the bake and the watch together
     */
    public static double look(int metrics, int looks) {
        return BUDGET * HALF / (Math.max(1, metrics) * (double) Math.max(1, looks));
    }
}
