package io.kinexus.operator.core.cost;

import java.util.List;
import java.util.Optional;

/**
 * What one resource uses by month. What runs in copies is told by several resources of one declaration: one says what a copy
 * uses, one how copies are placed and how many there are, one between which numbers they scale, and some at which hours.
 *
 * @param billed for being there; an item with {@code *} for its make is of the one that its declaration bills beside it
 * @param each for every copy that runs all the month
 * @param copies how many run
 * @param bounds between which numbers a scaler moves them; goes before {@code copies}
 * @param timed when the bounds change
 */
public record Usage(
        List<Metered> billed, List<Metered> each, Optional<Copies> copies, Optional<Bounds> bounds, List<Timed> timed) {
    /** What costs nothing by itself. */
    public static final Usage NONE = billed(List.of());

    public Usage {
        billed = List.copyOf(billed);
        each = List.copyOf(each);
        timed = List.copyOf(timed);
    }

    /**
     * @param count without a scaler
     * @param places where they run; empty where AWS's own capacity runs them all
     * @param schedule when they are started, to end by themselves; empty where they run all the time
     */
    public record Copies(double count, List<Place> places, Optional<String> schedule) {
        public Copies {
            places = List.copyOf(places);
        }

        /** All the time. */
        public Copies(double count, List<Place> places) {
            this(count, places, Optional.empty());
        }

        /** @param schedule {@code cron(...)} or {@code rate(...)} of AWS */
        public static Copies runs(double count, List<Place> places, String schedule) {
            return new Copies(count, places, Optional.of(schedule));
        }
    }

    /** A capacity provider's part: the first {@code base} copies, and then by weight. */
    public record Place(boolean spot, int weight, int base) {}

    /** Between which numbers. */
    public record Bounds(int min, int max) {}

    /**
     * From when on the bounds are others.
     *
     * @param schedule {@code cron(...)} of AWS
     * @param min as it is where empty
     */
    public record Timed(String schedule, Optional<Integer> min, Optional<Integer> max) {}

    public static Usage billed(List<Metered> billed) {
        return new Usage(billed, List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    public static Usage billed(Metered... billed) {
        return billed(List.of(billed));
    }

    /** What every copy uses. */
    public static Usage each(Metered... each) {
        return new Usage(List.of(), List.of(each), Optional.empty(), Optional.empty(), List.of());
    }

    public static Usage bounds(int min, int max) {
        return new Usage(List.of(), List.of(), Optional.empty(), Optional.of(new Bounds(min, max)), List.of());
    }

    public static Usage timed(Timed when) {
        return new Usage(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(when));
    }

    public Usage copies(Copies running) {
        return new Usage(billed, each, Optional.of(running), bounds, timed);
    }
}
