package io.kinexus.operator.desired;

import java.util.Comparator;

/**
 * One mistake.
 *
 * @param path from the document's root, such as {@code spec.scaling.max}
 * @param message what is wrong, and what is allowed; never a value that may be secret
 */
record Problem(Place at, String path, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::path).thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** One line: {@code FILE:LINE:COLUMN: path.to.field: what is wrong, and what is allowed}. */
    @Override
    public String toString() {
        return at + ": " + path + ": " + message.replace('\n', ' ');
    }
}
