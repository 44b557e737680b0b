package io.kinexus.operator.blueprint.eventbus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with an event pattern: it goes down in mappings to lists, whose entries are values or one comparison each.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison operators</a>
 */
final class PatternCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 4096;
    private static final Set<String> COMPARISONS =
            Set.of("anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard");

    private PatternCheck() {}

    /** A sentence that follows the field's name; empty for a pattern that EventBridge takes. */
    static Optional<String> flaw(String pattern) {
        if (pattern.length() > MOST) {
            return Optional.of("has " + pattern.length() + " characters as JSON; EventBridge takes " + MOST);
        }
        try {
            JsonNode read = JSON.readTree(pattern);
            if (!read.isObject() || read.isEmpty()) {
                return Optional.of("must be a mapping that asks for something, such as {source: [kinexus.documents]}");
            }
            return members("", read);
        } catch (JsonProcessingException e) {
            return Optional.of("must be JSON");
        }
    }

    private static Optional<String> members(String prefix, JsonNode pattern) {
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            Optional<String> flaw = member.getKey().equals("$or")
                    ? any(prefix, member.getValue())
                    : member(prefix + member.getKey(), member.getValue());
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> any(String prefix, JsonNode alternatives) {
        if (!alternatives.isArray() || alternatives.size() < 2) {
            return Optional.of(prefix + "$or must be a list of two or more mappings");
        }
        for (JsonNode one : alternatives) {
            Optional<String> flaw = one.isObject()
                    ? members(prefix, one)
                    : Optional.of(prefix + "$or must be a list of two or more mappings");
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> member(String path, JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty()
                    ? Optional.of("asks for nothing of " + path + "; write a list of values, or leave it out")
                    : members(path + ".", value);
        }
        if (!value.isArray() || value.isEmpty()) {
            return Optional.of(
                    "needs a list of values for " + path + ", such as [" + (value.isArray() ? "value" : value) + "]");
        }
        for (JsonNode one : value) {
            if (one.isArray()) {
                return Optional.of("has a list in the list of " + path + "; write its values into the outer one");
            }
            if (one.isObject() && (one.size() != 1 || !COMPARISONS.contains(first(one)))) {
                return Optional.of("compares " + path + " by " + first(one) + "; EventBridge knows "
                        + String.join(", ", new TreeSet<>(COMPARISONS)) + ", one in each mapping");
            }
        }
        return Optional.empty();
    }

    private static String first(JsonNode mapping) {
        return mapping.isEmpty() ? "nothing" : mapping.fieldNames().next();
    }
}
