package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number and a unit: {@code 30s 10m 2h 7d}. */
record DurationShape(Rules rules) implements Shape {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.is(Node.Sort.TEXT)) {
            return binding.wrong(node, path, this);
        }
        Optional<Duration> read = parse(scalar.text());
        if (read.filter(duration -> rules.within((double) duration.toSeconds())).isEmpty()) {
            return binding.wrong(node, path, Words.shortened(scalar.text()) + "; must be " + allowed());
        }
        return Optional.of(read.orElseThrow());
    }

    static Optional<Duration> parse(String text) {
        Matcher match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(
                        UNITS.getOrDefault(match.group(2), Duration.ZERO).multipliedBy(Long.parseLong(match.group(1))))
                : Optional.empty();
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string").put("pattern", "^[0-9]{1,9}[smhd]$");
    }

    @Override
    public String allowed() {
        return "a duration such as 30s, 10m, 2h or 7d" + bounds();
    }

    private String bounds() {
        if (Double.isInfinite(rules.min())) {
            return Double.isInfinite(rules.max()) ? "" : ", at most " + text(rules.max());
        }
        return Double.isInfinite(rules.max())
                ? ", at least " + text(rules.min())
                : ", from " + text(rules.min()) + " to " + text(rules.max());
    }

    /** In the largest unit that gives a whole number. */
    static String text(double seconds) {
        long whole = (long) seconds;
        for (String unit : new String[] {"d", "h", "m"}) {
            long size = UNITS.getOrDefault(unit, Duration.ZERO).toSeconds();
            if (whole != 0 && whole % size == 0) {
                return whole / size + unit;
            }
        }
        return whole + "s";
    }
}
