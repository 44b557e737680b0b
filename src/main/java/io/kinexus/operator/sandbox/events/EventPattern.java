package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Whether an event is one that a rule asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison operators</a>
 */
final class EventPattern {
    private static final Map<String, BiPredicate<JsonNode, JsonNode>> OPERATORS = Map.of(
            "prefix", (asked, value) -> value.isTextual() && value.asText().startsWith(asked.asText()),
            "suffix", (asked, value) -> value.isTextual() && value.asText().endsWith(asked.asText()),
            "equals-ignore-case",
                    (asked, value) -> value.isTextual() && value.asText().equalsIgnoreCase(asked.asText()),
            "wildcard", (asked, value) -> value.isTextual() && wildcard(asked.asText(), value.asText()),
            "numeric", (asked, value) -> value.isNumber() && numeric(asked, value.asDouble()),
            "anything-but", (asked, value) -> !value.isMissingNode() && !unwanted(asked, value));

    private EventPattern() {}

    /** Every member of the pattern must match; what the pattern does not name may be anything. */
    static boolean matches(JsonNode pattern, JsonNode event) {
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            boolean fits = member.getKey().equals("$or")
                    ? any(member.getValue(), event)
                    : member(member.getValue(), event.path(member.getKey()));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(JsonNode patterns, JsonNode event) {
        for (JsonNode pattern : patterns) {
            if (matches(pattern, event)) {
                return true;
            }
        }
        return false;
    }

    private static boolean member(JsonNode asked, JsonNode value) {
        if (asked.isObject()) {
            return matches(asked, value);
        }
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        for (JsonNode one : asked) {
            if (values.stream().anyMatch(held -> fits(one, held))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(JsonNode asked, JsonNode value) {
        if (!asked.isObject()) {
            boolean numbers = asked.isNumber() && value.isNumber();
            return numbers ? asked.asDouble() == value.asDouble() : asked.equals(value);
        }
        Map.Entry<String, JsonNode> operator = asked.properties().iterator().next();
        String name = operator.getKey().toLowerCase(Locale.ROOT);
        if (name.equals("exists")) {
            return operator.getValue().asBoolean() != value.isMissingNode();
        }
        return OPERATORS.getOrDefault(name, (a, v) -> false).test(operator.getValue(), value);
    }

    private static boolean unwanted(JsonNode asked, JsonNode value) {
        if (asked.isArray()) {
            for (JsonNode one : asked) {
                if (fits(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return fits(asked, value);
    }

    private static boolean wildcard(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.matches(regex.toString(), text);
    }

    /** {@code [">=", 5, "<", 10]}. */
    private static boolean numeric(JsonNode asked, double value) {
        for (int i = 0; i + 1 < asked.size(); i += 2) {
            double bound = asked.get(i + 1).asDouble();
            boolean holds =
                    switch (asked.get(i).asText()) {
                        case "=" -> value == bound;
                        case "<" -> value < bound;
                        case "<=" -> value <= bound;
                        case ">" -> value > bound;
                        case ">=" -> value >= bound;
                        default -> false;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
