package io.kinexus.operator.sandbox.input;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is demanded of one member.
 *
 * @param structure the structure whose rules hold for what is below it
 * @param pattern must match from end to end
 */
record Rule(boolean required, Optional<String> structure, Optional<Bounds> bounds, Optional<Pattern> pattern) {
    static final Rule NONE = new Rule(false, Optional.empty(), Optional.empty(), Optional.empty());
    private static final String REQUIRED = "required ";
    private static final String STRUCTURE = "= ";
    private static final String PATTERN = "~ ";

    /** @param text any of {@code required}, {@code = Structure}, {@code 1..255} and {@code ~ pattern}, in this order */
    static Rule of(String text) {
        String rest = text + " ";
        boolean required = rest.startsWith(REQUIRED);
        if (required) {
            rest = rest.substring(REQUIRED.length());
        }
        Optional<String> structure = Optional.empty();
        if (rest.startsWith(STRUCTURE)) {
            int end = rest.indexOf(' ', STRUCTURE.length());
            structure = Optional.of(rest.substring(STRUCTURE.length(), end));
            rest = rest.substring(end + 1);
        }
        Optional<Bounds> bounds = Optional.empty();
        if (!rest.isBlank() && !rest.startsWith(PATTERN)) {
            int end = rest.indexOf(' ');
            bounds = Optional.of(Bounds.of(rest.substring(0, end)));
            rest = rest.substring(end + 1);
        }
        Optional<Pattern> pattern = rest.isBlank()
                ? Optional.empty()
                : Optional.of(Pattern.compile(rest.substring(PATTERN.length(), rest.length() - 1)));
        return new Rule(required, structure, bounds, pattern);
    }

    /** Both hold; where both say something of the same, the other one's word counts. */
    Rule and(Rule other) {
        return new Rule(
                required || other.required,
                other.structure.or(() -> structure),
                other.bounds.or(() -> bounds),
                other.pattern.or(() -> pattern));
    }
}
