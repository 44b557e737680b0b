package io.kinexus.operator.price;

import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage.Bounds;
import io.kinexus.operator.core.cost.Usage.Timed;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean number of copies under schedules that change the bounds: a year of whole weeks is walked from firing to firing.
 * Zones are left out of it, since they move hours and do not make more of them.
 */
final class Weeks {
    private static final LocalDateTime MONDAY = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final int DAYS = 364;
    private static final double MINUTES = Duration.ofDays(DAYS).toMinutes();

    private Weeks() {}

    static Range of(Bounds between, List<Timed> timed) {
        TreeMap<LocalDateTime, List<Timed>> firings = new TreeMap<>();
        for (Timed one : timed) {
            Firings.of(one.schedule(), MONDAY, DAYS).forEach(at -> firings.computeIfAbsent(at, key -> new ArrayList<>())
                    .add(one));
        }
        if (firings.isEmpty()) {
            return copies(between);
        }
        Bounds now = last(between, firings);
        Range sum = Range.ZERO;
        LocalDateTime since = MONDAY;
        for (Map.Entry<LocalDateTime, List<Timed>> firing : firings.entrySet()) {
            sum = sum.plus(share(now, since, firing.getKey()));
            now = after(now, firing.getValue());
            since = firing.getKey();
        }
        return sum.plus(share(now, since, MONDAY.plusDays(DAYS)));
    }

    /** How the year before it ended. */
    private static Bounds last(Bounds declared, Map<LocalDateTime, List<Timed>> firings) {
        Bounds now = declared;
        for (List<Timed> all : firings.values()) {
            now = after(now, all);
        }
        return now;
    }

    private static Bounds after(Bounds now, List<Timed> fired) {
        Bounds next = now;
        for (Timed one : fired) {
            next = new Bounds(one.min().orElse(next.min()), one.max().orElse(next.max()));
        }
        return next;
    }

    private static Range share(Bounds bounds, LocalDateTime from, LocalDateTime to) {
        return copies(bounds).times(Duration.between(from, to).toMinutes() / MINUTES);
    }

    private static Range copies(Bounds bounds) {
        int most = Math.max(bounds.min(), bounds.max());
        return new Range(bounds.min(), bounds.min() + (most - bounds.min()) * Copying.USUALLY, most);
    }
}
