package io.kinexus.operator.aws.request;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/** One demand on one value. */
@FunctionalInterface
interface Term {
    /** Nothing that AWS publishes: said, so that a line is never missing in silence. */
    Term ANY = (value, shown) -> Optional.empty();

    /** @param shown the value in quotes with a space behind it, or empty text where it must not be shown */
    Optional<String> flaw(Object value, String shown);

    static Term matches(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return (value, shown) -> pattern.matcher(Members.text(value)).matches()
                ? Optional.empty()
                : Optional.of(shown + "does not match " + regex);
    }

    static Term oneOf(List<String> values) {
        return (value, shown) -> values.contains(Members.text(value))
                ? Optional.empty()
                : Optional.of(shown + "is not one of " + String.join(", ", values));
    }

    /** A whole number, also as text. */
    static Term multipleOf(long step) {
        return (value, shown) -> number(value).filter(it -> it % step == 0).isPresent()
                ? Optional.empty()
                : Optional.of(shown + "is not a multiple of " + step);
    }

    /** A number, also as text. */
    static Term within(Span span) {
        return (value, shown) -> number(value).filter(span::holds).isPresent()
                ? Optional.empty()
                : Optional.of(shown + "is out of range; AWS allows " + span.text());
    }

    static Term characters(Span span) {
        return (value, shown) -> {
            String text = Members.text(value);
            return sized(span, text.codePointCount(0, text.length()), "characters long");
        };
    }

    static Term bytes(Span span) {
        return (value, shown) -> sized(
                span,
                value instanceof SdkBytes bytes
                        ? bytes.asByteArrayUnsafe().length
                        : Members.text(value).getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                "bytes long");
    }

    static Term items(Span span) {
        return (value, shown) -> value instanceof Map<?, ?> map
                ? sized(span, map.size(), "entries long")
                : sized(span, value instanceof Collection<?> list ? list.size() : 1, "entries long");
    }

    private static Optional<String> sized(Span span, int size, String unit) {
        return span.holds(size)
                ? Optional.empty()
                : Optional.of("is " + size + " " + unit + "; AWS allows " + span.text());
    }

    /** Nothing when it is none. */
    static Optional<Double> number(Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        try {
            return Optional.of(Double.valueOf(Members.text(value)));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
