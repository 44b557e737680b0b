package io.kinexus.operator.core.health;

import java.util.List;
import java.util.Optional;

/**
 * One alarm as CloudWatch shows it.
 *
 * @param direction of its comparison; empty for a composite alarm or a band, whose values cannot be compared
 * @param threshold its own; 0 where it has none
 * @param reason CloudWatch's words for its state
 * @param points the newest complete values of its metric, newest first; empty where they were not asked for or are missing
 */
public record AlarmReading(
        String name,
        boolean firing,
        Optional<Direction> direction,
        double threshold,
        String reason,
        List<Double> points) {
    private static final double WORSE = 0.25;
    private static final int POINTS = 3;

    /** Which way is worse. */
    public enum Direction {
        ABOVE,
        BELOW
    }

    public AlarmReading {
        points = List.copyOf(points);
    }

    /** The same with the values of its metric, newest first. */
    public AlarmReading with(List<Double> values) {
        return new AlarmReading(name, firing, direction, threshold, reason, values);
    }

    /** What is kept of it when it fires before anything has begun; the threshold where the metric has no value. */
    public double present() {
        return points.isEmpty() ? threshold : points.get(0);
    }

    /**
     * An alarm that fires accuses the revision, unless it did so before: then it must have got worse by a quarter, three
     * points running.
     *
     * @param before the value at the start, if it fired then
     */
    public Verdict judge(Optional<Double> before) {
        if (!firing) {
            return Verdict.healthy();
        }
        if (before.isEmpty()) {
            return Verdict.unhealthy("alarm " + name + ": " + reason);
        }
        if (direction.isEmpty()) {
            return said("alarm " + name + " fired before, and has no value to compare");
        }
        if (points.size() < POINTS) {
            return said("alarm " + name + " fired before, and its metric has too few points to compare");
        }
        double start = before.get();
        double margin = WORSE * Math.max(Math.abs(start), Math.abs(threshold));
        boolean worse = points.stream()
                .limit(POINTS)
                .allMatch(
                        point -> direction.get() == Direction.ABOVE ? point > start + margin : point < start - margin);
        String says = "alarm " + name + " fired before, at " + start + ", now at " + points.get(0);
        return worse ? Verdict.unhealthy(says) : said(says);
    }

    private static Verdict said(String what) {
        return new Verdict(Verdict.Level.HEALTHY, List.of(what));
    }
}
