package io.kinexus.operator.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One metric's last three hours, a slot a minute, in plain arrays: a hundred services have thousands of these. */
final class Series {
    static final int KEPT = 180;
    private static final int FIRST = 15;
    private static final double FULL = 100;

    private int[] minutes = new int[FIRST];
    private double[] count = new double[FIRST];
    private double[] sum = new double[FIRST];
    private double[] least = new double[FIRST];
    private double[] most = new double[FIRST];
    private @Nullable Distribution[] spread = new Distribution[FIRST];
    private int latest;

    /** Several senders of one minute add up; what is older than three hours is dropped. */
    void add(int minute, Point point) {
        if (minute <= latest - KEPT) {
            return;
        }
        int oldest = latest == 0 ? minute : Math.min(minute, oldest());
        latest = Math.max(latest, minute);
        if (latest - oldest >= minutes.length && minutes.length < KEPT) {
            grow(Math.min(KEPT, Math.max(2 * minutes.length, latest - oldest + 1)));
        }
        int slot = minute % minutes.length;
        if (minutes[slot] == minute) {
            merge(slot, point);
        } else if (minutes[slot] < minute) {
            minutes[slot] = minute;
            count[slot] = point.count();
            sum[slot] = point.sum();
            least[slot] = point.least();
            most[slot] = point.most();
            spread[slot] = point.spread().orElse(null);
        }
    }

    /** What one minute holds. */
    record Point(double count, double sum, double least, double most, Optional<Distribution> spread) {}

    Optional<Point> at(int minute) {
        int slot = minute % minutes.length;
        return minutes[slot] == minute
                ? Optional.of(
                        new Point(count[slot], sum[slot], least[slot], most[slot], Optional.ofNullable(spread[slot])))
                : Optional.empty();
    }

    int latest() {
        return latest;
    }

    /** Of the minutes from one on, so many; a number that says that there are none is not a number. */
    double statistic(Statistic wanted, int from, int length) {
        double n = 0;
        double total = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int minute = from; minute < from + length; minute++) {
            int slot = minute % minutes.length;
            if (minutes[slot] == minute) {
                n += count[slot];
                total += sum[slot];
                low = Math.min(low, least[slot]);
                high = Math.max(high, most[slot]);
            }
        }
        if (n == 0) {
            return Double.NaN;
        }
        return switch (wanted.kind()) {
            case SAMPLE_COUNT -> n;
            case SUM -> total;
            case AVERAGE -> total / n;
            case MINIMUM -> low;
            case MAXIMUM -> high;
            case PERCENTILE -> percentile(wanted.share(), from, length);
            case TRIMMED_COUNT -> Math.rint(between(wanted, from, length));
            case PERCENTILE_RANK -> FULL * between(wanted, from, length) / n;
        };
    }

    /** How many values lie between the bounds; not a number where none are known one by one. */
    private double between(Statistic wanted, int from, int length) {
        double inside = Double.NaN;
        for (int minute = from; minute < from + length; minute++) {
            int slot = minute % minutes.length;
            Distribution one = spread[slot];
            if (minutes[slot] == minute && one != null) {
                double share = one.below(wanted.most()) - one.below(wanted.above());
                inside = (Double.isNaN(inside) ? 0 : inside) + count[slot] * share;
            }
        }
        return inside;
    }

    private double percentile(double share, int from, int length) {
        List<Distribution.Weighted> all = new ArrayList<>();
        for (int minute = from; minute < from + length; minute++) {
            int slot = minute % minutes.length;
            Distribution one = spread[slot];
            if (minutes[slot] != minute || one == null) {
                continue;
            }
            if (length == 1) {
                return one.quantile(share);
            }
            all.addAll(one.values(count[slot]));
        }
        return all.isEmpty() ? Double.NaN : Distribution.of(all).quantile(share);
    }

    private void merge(int slot, Point point) {
        Distribution before = spread[slot];
        spread[slot] = before == null || point.spread().isEmpty()
                ? null
                : Distribution.merged(
                        before.values(count[slot]), point.spread().get().values(point.count()));
        count[slot] += point.count();
        sum[slot] += point.sum();
        least[slot] = Math.min(least[slot], point.least());
        most[slot] = Math.max(most[slot], point.most());
    }

    private int oldest() {
        int oldest = latest;
        for (int minute : minutes) {
            if (minute > latest - KEPT && minute < oldest) {
                oldest = minute;
            }
        }
        return oldest;
    }

    private void grow(int size) {
        Series larger = new Series();
        larger.minutes = new int[size];
        larger.count = new double[size];
        larger.sum = new double[size];
        larger.least = new double[size];
        larger.most = new double[size];
        larger.spread = new Distribution[size];
        for (int minute : minutes) {
            if (minute > latest - size) {
                at(minute).ifPresent(point -> larger.add(minute, point));
            }
        }
        minutes = larger.minutes;
        count = larger.count;
        sum = larger.sum;
        least = larger.least;
        most = larger.most;
        spread = larger.spread;
    }
}
