package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All demands on one member.
 *
 * @param secret whether its value must never be shown
 */
record Terms(boolean required, boolean secret, List<Term> demands) {
    private static final int LONGEST_SHOWN = 80;
    private static final String CHARACTERS = " chars";
    private static final String BYTES = " bytes";
    private static final String ITEMS = " items";
    private static final String ONE_OF = "one of ";
    private static final String MULTIPLE = "multiple of ";

    Terms {
        demands = List.copyOf(demands);
    }

    /**
     * Reads {@code required, 1..255 chars, /[a-z]+/}. A pattern comes last, since it may hold commas.
     *
     * @param types what other words stand for
     * @throws IllegalArgumentException for a word that means nothing
     */
    static Terms of(String text, Map<String, Terms> types) {
        boolean required = false;
        boolean secret = false;
        List<Term> demands = new ArrayList<>();
        for (String word : words(text)) {
            Terms type = types.get(word);
            if (type != null) {
                demands.addAll(type.demands());
                required |= type.required();
                secret |= type.secret();
            } else if (word.equals("required")) {
                required = true;
            } else if (word.equals("secret")) {
                secret = true;
            } else {
                demands.add(term(word));
            }
        }
        return new Terms(required, secret, demands);
    }

    private static List<String> words(String text) {
        int pattern = text.startsWith("/") ? 0 : text.indexOf(" /") + 1;
        if (pattern == 0 && !text.startsWith("/")) {
            return Arrays.asList(text.split(", "));
        }
        List<String> words = new ArrayList<>();
        if (pattern > 0) {
            words.addAll(Arrays.asList(text.substring(0, pattern).split(", ")));
        }
        words.add(text.substring(pattern));
        return words;
    }

    private static Term term(String word) {
        if (word.equals("any")) {
            return Term.ANY;
        }
        if (word.startsWith("/") && word.endsWith("/") && word.length() > 1) {
            return Term.matches(word.substring(1, word.length() - 1));
        }
        if (word.startsWith(ONE_OF)) {
            return Term.oneOf(
                    Arrays.asList(word.substring(ONE_OF.length()).trim().split(" +")));
        }
        if (word.startsWith(MULTIPLE)) {
            return Term.multipleOf(Long.parseLong(word.substring(MULTIPLE.length())));
        }
        return sized(word).orElseThrow(() -> new IllegalArgumentException("no rule is written \"" + word + '"'));
    }

    private static Optional<Term> sized(String word) {
        if (word.endsWith(CHARACTERS)) {
            return span(word, CHARACTERS).map(Term::characters);
        }
        if (word.endsWith(BYTES)) {
            return span(word, BYTES).map(Term::bytes);
        }
        if (word.endsWith(ITEMS)) {
            return span(word, ITEMS).map(Term::items);
        }
        return span(word, "").map(Term::within);
    }

    private static Optional<Span> span(String word, String unit) {
        return Span.of(word.substring(0, word.length() - unit.length()));
    }

    /** Whether AWS publishes nothing about its value. */
    boolean free() {
        return demands.stream().allMatch(Term.ANY::equals);
    }

    /** What is wrong with a value that is there; each as the rest of a sentence that begins with the member. */
    List<String> flaws(Object value) {
        String shown = shown(value);
        return demands.stream()
                .flatMap(demand -> demand.flaw(value, shown).stream())
                .toList();
    }

    /** Documents and long texts are not shown either: a rule's sentence has to be read. */
    private String shown(Object value) {
        String text = Members.text(value);
        boolean plain = !secret && text.length() <= LONGEST_SHOWN && text.indexOf('{') < 0 && text.indexOf('\n') < 0;
        return plain ? '"' + text + "\" " : "";
    }
}
