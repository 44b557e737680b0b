package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a schedule is. AWS tags groups of schedules and no schedule by itself, and the name alone could be anybody's: so the
 * description ends in the id, in brackets.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group-tagging.html">Tags of groups</a>
 */
final class Mark {
    private static final Pattern END = Pattern.compile("(.*?) ?\\[kinexus:([^\\]\\s]+)\\]", Pattern.DOTALL);

    private Mark() {}

    static String write(ResourceId id, String description) {
        return (description + " [kinexus:" + id + "]").strip();
    }

    /** The id in a description; empty for one that is not ours. */
    static Optional<String> read(String description) {
        return found(description).map(match -> match.group(2));
    }

    /** What people wrote. */
    static String without(String description) {
        return found(description).map(match -> match.group(1)).orElse(description);
    }

    private static Optional<Matcher> found(String description) {
        Matcher match = END.matcher(description);
        return match.matches() ? Optional.of(match) : Optional.empty();
    }
}
