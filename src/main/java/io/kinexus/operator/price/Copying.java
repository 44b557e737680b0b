package io.kinexus.operator.price;

import io.kinexus.operator.core.cost.Charged;
import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.cost.Usage.Bounds;
import io.kinexus.operator.core.cost.Usage.Place;
import io.kinexus.operator.core.cost.Usage.Timed;
import java.util.List;
import java.util.Optional;

/**
 * How many copies one declaration runs, by the mean of a month, and what each uses.
 *
 * @param runner the resource that runs them
 * @param spot how many of the count run on spare capacity
 * @param said how the count came about
 */
record Copying(Charged runner, List<Metered> each, Range count, Range spot, String said) {
    /** A scaler is usually a third of the way up: a day's load has its peak for about eight hours. */
    static final double USUALLY = 1.0 / 3;

    /** Of an hour. */
    private static final double SHORT_RUN = 0.1;

    private static final double USUAL_RUN = 0.25;

    /** Empty where nothing runs in copies. */
    static Optional<Copying> of(List<Charged> group) {
        Optional<Charged> runner =
                group.stream().filter(one -> one.usage().copies().isPresent()).findFirst();
        return runner.map(one -> of(one, one.usage().copies().orElseThrow(), group));
    }

    private static Copying of(Charged runner, Usage.Copies copies, List<Charged> group) {
        List<Metered> each =
                group.stream().flatMap(one -> one.usage().each().stream()).toList();
        List<Timed> timed =
                group.stream().flatMap(one -> one.usage().timed().stream()).toList();
        Optional<Bounds> bounds =
                group.stream().flatMap(one -> one.usage().bounds().stream()).findFirst();
        Range count = bounds.map(between -> Weeks.of(between, timed))
                .or(() -> copies.schedule().map(when -> runs(when).times(copies.count())))
                .orElseGet(() -> Range.always(copies.count()));
        String said = bounds.map(between -> between.min() + " to " + between.max() + " copies"
                        + (timed.isEmpty() ? "" : ", by the hours of " + timed.size() + " schedules")
                        + "; usually a third of the way up")
                .or(() -> copies.schedule().map(when -> when + ", each run of 6 minutes to an hour"))
                .orElse("");
        return new Copying(runner, each, count, spot(copies.places(), count), said);
    }

    /** By the mean of a month, where each run has ended before the next begins. */
    private static Range runs(String schedule) {
        double hourLong = Math.min(1, Firings.monthly(schedule) / Range.HOURS);
        return new Range(hourLong * SHORT_RUN, hourLong * USUAL_RUN, hourLong);
    }

    private static Range spot(List<Place> places, Range count) {
        return new Range(spot(places, count.min()), spot(places, count.typical()), spot(places, count.max()));
    }

    private static double spot(List<Place> places, double count) {
        double base = places.stream().mapToInt(Place::base).sum();
        double spotBase =
                places.stream().filter(Place::spot).mapToInt(Place::base).sum();
        double weights = places.stream().mapToInt(Place::weight).sum();
        double spotWeight =
                places.stream().filter(Place::spot).mapToInt(Place::weight).sum();
        double byBase = base == 0 ? 0 : Math.min(count, base) * spotBase / base;
        double above = Math.max(0, count - base);
        return byBase + (weights == 0 ? 0 : above * spotWeight / weights);
    }
}
