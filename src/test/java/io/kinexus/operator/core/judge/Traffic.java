package io.kinexus.operator.core.judge;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Minutes by their counts. */
final class Traffic {
    static final Instant START = Instant.parse("2026-01-05T15:00:00Z");
    static final double CHANCE = Chance.look(1, 10);

    private Traffic() {}

    static List<Minute> flat(int minutes, double requests, double bad) {
        return IntStream.range(0, minutes).mapToObj(i -> at(i, requests, bad)).toList();
    }

    /** One minute after the other, with as many requests each. */
    static List<Minute> each(double requests, double... bad) {
        return IntStream.range(0, bad.length)
                .mapToObj(i -> at(i, requests, bad[i]))
                .toList();
    }

    static Minute at(int minute, double requests, double bad) {
        return new Minute(START.plusSeconds(60L * minute), requests, bad);
    }

    /** An hour at 50 requests a second with 0.1 % errors. */
    static List<Minute> hour() {
        return IntStream.range(-60, 0).mapToObj(i -> at(i, 3000, 3)).toList();
    }
}
