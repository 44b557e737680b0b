package io.kinexus.operator.desired;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One mistake.
 *
 * @param path from the document's root, such as {@code spec.scaling.max}
 * @param message what is wrong, and what is allowed; never a value that may be secret
 */
record Problem(Place at, String path, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::path).thenComparing(Problem::message);

    /** Line breaks and escape sequences, by which a file could forge other lines on a terminal or in a log. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029\u202A-\u202E\u2066-\u2069]");

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** One line: {@code FILE:LINE:COLUMN: path.to.field: what is wrong, and what is allowed}. */
    @Override
    public String toString() {
        return UNSEEN.matcher(at + ": " + path + ": " + message).replaceAll("\uFFFD");
    }
}
