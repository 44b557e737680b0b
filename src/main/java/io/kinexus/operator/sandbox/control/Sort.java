package io.kinexus.operator.sandbox.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can go wrong on purpose. Each has one word in the fault grammar, and its own usual number of seconds. */
enum Sort {
    THROTTLE("throttle", 0),
    SERVER_ERROR("5xx", 0),
    ACCESS_DENIED("access-denied", 0),
    TIMEOUT_BEFORE("timeout-before", 0),
    TIMEOUT_AFTER("timeout-after", 0),
    PARTIAL("partial", 0),
    STALE("stale", 30),
    MISSING_PAGE("missing-page", 0),
    REPEATED_PAGE("repeated-page", 0),
    EVENTUAL("eventual", 30),
    ASYNC_FAIL("async-fail", 30),
    CRASH_BEFORE("crash before", 30),
    CRASH_AFTER_COMMIT("crash after-commit", 30),
    CRASH_AFTER_REPLY("crash after-reply", 30),
    PAUSE("pause", 30),
    CLOCK_SKEW("clock-skew", 300),
    EVENT_DROP("event drop", 0),
    EVENT_DUP("event dup", 0),
    EVENT_REORDER("event reorder", 30),
    EVENT_DELAY("event delay", 30);

    private static final Set<Sort> CRASHES = Set.of(CRASH_BEFORE, CRASH_AFTER_COMMIT, CRASH_AFTER_REPLY);
    private static final Set<Sort> EVENTS = Set.of(EVENT_DROP, EVENT_DUP, EVENT_REORDER, EVENT_DELAY);

    private final String word;
    private final Duration usual;

    Sort(String word, long usualSeconds) {
        this.word = word;
        this.usual = Duration.ofSeconds(usualSeconds);
    }

    String word() {
        return word;
    }

    /** How stale, how late, how long, when nothing is said. */
    Duration usual() {
        return usual;
    }

    boolean crashes() {
        return CRASHES.contains(this);
    }

    /** Strikes events on their way to their targets, and no call. */
    boolean ofEvents() {
        return EVENTS.contains(this);
    }

    /** {@code crash(before)} and {@code crash-before} mean {@code crash before}; {@code crash} alone breaks after the commit. */
    static Optional<Sort> of(String given) {
        String plain = given.replaceAll("[()]", " ").strip().replaceFirst("^(crash|event)[- ]+", "$1 ");
        String word = plain.equals("crash") ? CRASH_AFTER_COMMIT.word : plain;
        return Arrays.stream(values()).filter(sort -> sort.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Sort::word).collect(Collectors.joining(", "));
    }
}
