package io.kinexus.operator.desired;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What messages say about names: the one that was probably meant, and the ones that there are. */
final class Words {
    private static final int MANY = 30;
    private static final int LONGEST = 100;

    private Words() {}

    /** The nearest known word, when it is near enough to be a slip of the fingers. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(lower, word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> near(written, distance(lower, word.toLowerCase(Locale.ROOT))));
    }

    private static boolean near(String written, int distance) {
        return distance <= Math.max(2, written.length() / 3) && distance * 2 <= written.length();
    }

    /** {@code ; did you mean x? Known here: a, b, c}, to follow what is wrong. */
    static String instead(String written, Collection<String> known) {
        if (known.isEmpty()) {
            return "; nothing is known here";
        }
        String there = known.size() > MANY ? known.size() + " others" : list(known);
        return nearest(written, known)
                        .map(word -> "; did you mean " + word + "? Known")
                        .orElse("; known")
                + " here: " + there;
    }

    static String list(Collection<String> words) {
        String text = words.stream().sorted().limit(MANY).collect(Collectors.joining(", "));
        return words.size() > MANY ? text + " and " + (words.size() - MANY) + " more" : text;
    }

    /** {@code LoadBalancer} of {@code load-balancer}. */
    static String joined(String hyphens) {
        return Arrays.stream(hyphens.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
