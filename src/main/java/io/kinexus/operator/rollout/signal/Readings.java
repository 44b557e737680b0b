package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The latest reading of one signal for each rollout, and when it was. */
final class Readings {
    /** A reading this old says nothing about now. */
    private static final Duration STALE = Duration.ofMinutes(2);

    private record Reading(Finding finding, Instant at) {}

    private final String what;
    private final Map<String, Reading> latest = new ConcurrentHashMap<>();

    /** @param what the signal's name, for people */
    Readings(String what) {
        this.what = what;
    }

    /** Whether so much time has passed since it was last read, or never was. */
    boolean due(String rollout, Duration every, Instant now) {
        Reading last = latest.get(rollout);
        return last == null || !last.at().plus(every).isAfter(now);
    }

    /** When it was last read; long ago if never. */
    Instant at(String rollout) {
        Reading last = latest.get(rollout);
        return last == null ? Instant.EPOCH : last.at();
    }

    void put(String rollout, Finding finding, Instant now) {
        latest.put(rollout, new Reading(finding, now));
    }

    /** One that could not be made: what was found before stays beside it. */
    static Finding unreadable(String what, String problem) {
        return Finding.of(Verdict.unknown(what + ": " + problem));
    }

    Finding of(String rollout, Instant now) {
        return of(rollout, now, STALE);
    }

    /** @param most how old it may be */
    Finding of(String rollout, Instant now, Duration most) {
        Reading last = latest.get(rollout);
        if (last == null) {
            return Finding.of(Verdict.unknown(what + ": not looked at yet"));
        }
        boolean stale = last.at().plus(most.compareTo(STALE) > 0 ? most : STALE).isBefore(now);
        return stale && last.finding().verdict().level() != Verdict.Level.UNHEALTHY
                ? Finding.of(Verdict.unknown(what + ": not looked at since " + last.at()))
                : last.finding();
    }

    void forget(String rollout) {
        latest.remove(rollout);
    }
}
