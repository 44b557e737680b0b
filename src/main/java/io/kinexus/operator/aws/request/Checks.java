package io.kinexus.operator.aws.request;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads what is demanded of members together:
 *
 * <pre>
 * exactly one of A, B            at least one of A, B            at most one of A, B
 * unique Tags[].Key              A &lt; B                           A * B &lt;= 86400
 * no more than 5 of A[], B[]
 * when A = X|Y and B present and C 1..60: D 1..5
 * </pre>
 *
 * What follows a condition is a member with its demands, or {@code present}, or {@code absent}, or another of these checks.
 */
final class Checks {
    private static final String WHEN = "when ";
    private static final String UNIQUE = "unique ";
    private static final String NO_MORE_THAN = "no more than ";
    private static final Map<String, Span> COUNTS = Map.of(
            "exactly one of ", new Span(1, 1),
            "at least one of ", new Span(1, Integer.MAX_VALUE),
            "at most one of ", new Span(0, 1));

    private Checks() {}

    /** @throws IllegalArgumentException for what is no check */
    static Check of(String text, Map<String, Terms> types) {
        if (text.startsWith(WHEN)) {
            int colon = text.indexOf(": ");
            return when(text.substring(WHEN.length(), colon), text.substring(colon + 2), types);
        }
        if (text.startsWith(UNIQUE)) {
            return unique(text.substring(UNIQUE.length()));
        }
        for (Map.Entry<String, Span> count : COUNTS.entrySet()) {
            if (text.startsWith(count.getKey())) {
                List<String> paths =
                        Arrays.asList(text.substring(count.getKey().length()).split(", "));
                return counted(paths, count.getValue(), text);
            }
        }
        return text.startsWith(NO_MORE_THAN) ? noMoreThan(text.substring(NO_MORE_THAN.length())) : Comparison.of(text);
    }

    private static boolean ofSeveral(String text) {
        return text.contains(" < ")
                || text.contains(" <= ")
                || text.startsWith(UNIQUE)
                || text.startsWith(NO_MORE_THAN)
                || COUNTS.keySet().stream().anyMatch(text::startsWith);
    }

    private static Check noMoreThan(String text) {
        String[] words = text.split(" of ", 2);
        int most = Integer.parseInt(words[0]);
        List<String> paths = Arrays.asList(words[1].split(", "));
        return from -> {
            int held = paths.stream()
                    .mapToInt(path -> Members.at(from, path).size())
                    .sum();
            return held <= most ? Optional.empty() : Optional.of("holds " + held + ", and may hold " + text);
        };
    }

    private static Check counted(List<String> paths, Span allowed, String text) {
        return from -> {
            long present = paths.stream()
                    .filter(path -> !Members.at(from, path).isEmpty())
                    .count();
            return allowed.holds((double) present)
                    ? Optional.empty()
                    : Optional.of("carries " + present + ", and needs " + text);
        };
    }

    private static Check unique(String path) {
        return from -> {
            Set<Object> seen = new HashSet<>();
            return Members.at(from, path).stream()
                    .filter(value -> !seen.add(value))
                    .findFirst()
                    .map(twice -> path + " holds the same value twice");
        };
    }

    private static Check when(String conditions, String then, Map<String, Terms> types) {
        List<Predicate<Object>> all =
                Arrays.stream(conditions.split(" and ")).map(Checks::condition).toList();
        Check demanded = ofSeveral(then) ? of(then, types) : demand(then, types);
        return from -> all.stream().allMatch(one -> one.test(from))
                ? demanded.flaw(from).map(flaw -> flaw + ", since " + conditions)
                : Optional.empty();
    }

    private static Predicate<Object> condition(String text) {
        String[] words = text.split(" ", 3);
        String path = words[0];
        return switch (words[1]) {
            case "present" -> from -> !Members.at(from, path).isEmpty();
            case "absent" -> from -> Members.at(from, path).isEmpty();
            case "=" -> from -> holds(from, path, words[2]);
            case "!=" -> from -> !Members.at(from, path).isEmpty() && !holds(from, path, words[2]);
            default -> within(path, words[1]);
        };
    }

    private static Predicate<Object> within(String path, String text) {
        Span span = Span.of(text)
                .orElseThrow(() -> new IllegalArgumentException("no condition is written \"" + text + '"'));
        return from -> Members.at(from, path).stream()
                .flatMap(value -> Term.number(value).stream())
                .anyMatch(span::holds);
    }

    private static boolean holds(Object from, String path, String values) {
        List<String> wanted = Arrays.asList(values.split("\\|"));
        return Members.at(from, path).stream().map(Members::text).anyMatch(wanted::contains);
    }

    private static Check demand(String line, Map<String, Terms> types) {
        int space = line.indexOf(' ');
        String path = line.substring(0, space);
        String text = line.substring(space + 1).trim();
        if (text.equals("present")) {
            return from -> Members.at(from, path).isEmpty() ? Optional.of(path + " is missing") : Optional.empty();
        }
        if (text.equals("absent")) {
            return from ->
                    Members.at(from, path).isEmpty() ? Optional.empty() : Optional.of(path + " must not be given");
        }
        Terms terms = Terms.of(text, types);
        return from -> Members.at(from, path).stream()
                .flatMap(value -> terms.flaws(value).stream())
                .findFirst()
                .map(flaw -> path + " " + flaw);
    }
}
