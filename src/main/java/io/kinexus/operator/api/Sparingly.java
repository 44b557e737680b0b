package io.kinexus.operator.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets one line of a kind through in a stretch of time, and counts the others. Holds a bounded number of kinds. */
final class Sparingly {
    private static final int MOST = 256;
    private static final String OTHERS = "";

    private record Kind(long since, long held) {}

    private final Map<String, Kind> kinds = new HashMap<>();
    private final long stretch;
    private final LongSupplier nanos;

    Sparingly(Duration stretch, LongSupplier nanos) {
        this.stretch = stretch.toNanos();
        this.nanos = nanos;
    }

    /** How many of this kind were held back since the last that was said; empty for one that is held back itself. */
    synchronized Optional<Long> say(String kind) {
        long now = nanos.getAsLong();
        if (!kinds.containsKey(kind) && kinds.size() >= MOST) {
            kinds.values().removeIf(old -> now - old.since() >= stretch);
        }
        String place = kinds.containsKey(kind) || kinds.size() < MOST ? kind : OTHERS;
        Kind seen = kinds.get(place);
        if (seen != null && now - seen.since() < stretch) {
            kinds.put(place, new Kind(seen.since(), seen.held() + 1));
            return Optional.empty();
        }
        kinds.put(place, new Kind(now, 0));
        return Optional.of(seen == null ? 0L : seen.held());
    }
}
