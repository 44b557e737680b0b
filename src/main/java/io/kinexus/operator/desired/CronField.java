package io.kinexus.operator.desired;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a cron expression.
 *
 * @param words names for the numbers from {@code min} on; none when it has no names
 * @param extras a pattern for what else AWS allows in it, such as {@code ?} or {@code L}
 */
record CronField(String name, int min, int max, List<String> words, String extras) {

    Optional<String> flaw(String text) {
        for (String term : text.split(",", -1)) {
            if (!term(term.toUpperCase(Locale.ROOT))) {
                return Optional.of("its " + name + " field " + Words.shortened(text) + " must be " + min + " to " + max
                        + (words.isEmpty() ? "" : ", " + words.get(0) + " to " + words.get(words.size() - 1))
                        + ", *, a-b, a,b or */n");
            }
        }
        return Optional.empty();
    }

    private boolean term(String term) {
        if (!extras.isEmpty() && term.matches(extras)) {
            return true;
        }
        String[] stepped = term.split("/", -1);
        if (stepped.length > 2 || (stepped.length == 2 && !number(stepped[1], 1, max))) {
            return false;
        }
        if (stepped[0].equals("*")) {
            return true;
        }
        String[] range = stepped[0].split("-", -1);
        return range.length <= 2 && value(range[0]) && (range.length == 1 || value(range[1]));
    }

    private boolean value(String text) {
        return words.contains(text) || number(text, min, max);
    }

    private static boolean number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,4}")) {
            return false;
        }
        int number = Integer.parseInt(text);
        return number >= least && number <= most;
    }
}
