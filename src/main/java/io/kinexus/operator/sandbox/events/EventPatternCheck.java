package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.AwsFault;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pattern is one: objects down to lists of values or comparisons. The words are AWS's for the commonest mistakes.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 */
final class EventPatternCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> COMPARISONS =
            Set.of("prefix", "suffix", "equals-ignore-case", "wildcard", "numeric", "anything-but", "exists", "cidr");

    private EventPatternCheck() {}

    /** @throws AwsFault InvalidEventPatternException */
    static void check(@Nullable String pattern) {
        if (pattern == null) {
            return;
        }
        try {
            JsonNode read = JSON.readTree(pattern);
            if (!read.isObject()) {
                throw invalid("Filter is not an object");
            }
            members(read);
        } catch (JsonProcessingException e) {
            throw invalid("not JSON");
        }
    }

    private static void members(JsonNode pattern) {
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            JsonNode value = member.getValue();
            if (value.isObject() && !value.isEmpty()) {
                members(value);
            } else if (value.isArray() && !value.isEmpty()) {
                boolean any = member.getKey().equals("$or");
                value.forEach(one -> {
                    if (any) {
                        members(one);
                    } else {
                        value(one);
                    }
                });
            } else if (value.isContainerNode()) {
                throw invalid("Empty " + (value.isArray() ? "arrays" : "objects") + " are not allowed");
            } else {
                throw invalid("\"" + member.getKey() + "\" must be an object or an array");
            }
        }
    }

    private static void value(JsonNode value) {
        if (value.isArray()) {
            throw invalid("Match value must be String, number, true, false, or null");
        }
        if (value.isObject()) {
            String comparison = value.isEmpty() ? "" : value.fieldNames().next();
            if (value.size() != 1 || !COMPARISONS.contains(comparison)) {
                throw invalid("Unrecognized match type " + comparison);
            }
        }
    }

    private static AwsFault invalid(String reason) {
        return AwsFault.badRequest("InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }
}
