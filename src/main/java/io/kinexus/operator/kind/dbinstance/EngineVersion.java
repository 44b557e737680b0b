package io.kinexus.operator.kind.dbinstance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version of one engine, whole or only its beginning. PostgreSQL's major is one number, MySQL's and MariaDB's are two.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html">upgrades</a>
 */
record EngineVersion(String engine, String text) {
    private static final Comparator<List<Integer>> BY_NUMBER = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    /** Satisfied by what begins with it, and by any later minor of the same major: those are AWS's. */
    boolean satisfiedBy(EngineVersion live) {
        if (live.beginsWith(this)) {
            return true;
        }
        return isFull() && sameMajor(live) && BY_NUMBER.compare(live.numbers(), numbers()) >= 0;
    }

    /** As far as this one is stated. */
    boolean beginsWith(EngineVersion stated) {
        List<Integer> mine = numbers();
        List<Integer> theirs = stated.numbers();
        return mine.size() >= theirs.size() && mine.subList(0, theirs.size()).equals(theirs);
    }

    boolean sameMajor(EngineVersion other) {
        return major().equals(other.major());
    }

    /** Whether a minor is named, which AWS may no longer offer. */
    boolean isFull() {
        return numbers().size() > majorLength();
    }

    boolean isAfter(EngineVersion other) {
        return BY_NUMBER.compare(numbers(), other.numbers()) > 0;
    }

    /** The newest of the offered that begins with this one. */
    Optional<EngineVersion> newest(List<EngineVersion> offered) {
        return offered.stream()
                .filter(version -> version.beginsWith(this))
                .max(Comparator.comparing(EngineVersion::numbers, BY_NUMBER));
    }

    /** The nearest that is offered: the oldest later one of the same major, else the newest of that major, else of all. */
    Optional<EngineVersion> nearest(List<EngineVersion> offered) {
        Comparator<EngineVersion> order = Comparator.comparing(EngineVersion::numbers, BY_NUMBER);
        return offered.stream()
                .filter(version -> version.sameMajor(this) && version.isAfter(this))
                .min(order)
                .or(() -> offered.stream().filter(this::sameMajor).max(order))
                .or(() -> offered.stream().max(order));
    }

    private List<Integer> major() {
        List<Integer> all = numbers();
        return all.subList(0, Math.min(majorLength(), all.size()));
    }

    private int majorLength() {
        return engine.equals("postgres") ? 1 : 2;
    }

    private List<Integer> numbers() {
        return Arrays.stream(text.split("[.-]"))
                .filter(part -> part.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .toList();
    }
}
