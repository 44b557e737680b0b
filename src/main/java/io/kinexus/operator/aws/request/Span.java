package io.kinexus.operator.aws.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the least to the most, both included: {@code 1..255}, {@code 1..}, {@code ..50}. */
record Span(double least, double most) {
    private static final Pattern FORM =
            Pattern.compile("(-?[0-9][0-9.]*(?:e-?[0-9]+)?)??\\.\\.(-?[0-9][0-9.]*(?:e-?[0-9]+)?)?");

    /** Nothing when the text is no span. */
    static Optional<Span> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Span(
                form.group(1) == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(form.group(1)),
                form.group(2) == null ? Double.POSITIVE_INFINITY : Double.parseDouble(form.group(2))));
    }

    boolean holds(double value) {
        return value >= least && value <= most;
    }

    /** {@code 1 to 255}, {@code at most 50}. */
    String text() {
        if (Double.isInfinite(least)) {
            return "at most " + plain(most);
        }
        return Double.isInfinite(most) ? "at least " + plain(least) : plain(least) + " to " + plain(most);
    }

    static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
