package io.kinexus.operator.kind.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Policy documents by their meaning: IAM does not keep the order of keys, takes one value for a list of one, and writes an
 * account's number as its root.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the policy language</a>
 */
final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");
    private static final String ACCOUNT = "\\d{12}";

    private PolicyDocument() {}

    /** One text for all documents that mean the same; what is no JSON stays as it is. */
    static String normal(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            return document.isObject() ? JSON.writeValueAsString(document(document)) : text;
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    /** As IAM gives documents out: percent-encoded. */
    static String decoded(String text) {
        // A plus sign stands for itself in IAM's encoding.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ObjectNode document(JsonNode document) {
        ObjectNode normal = NODES.objectNode();
        sortedNames(document).forEach(name -> {
            JsonNode value = document.get(name);
            normal.set(name, name.equals("Statement") ? statements(value) : value);
        });
        return normal;
    }

    private static ArrayNode statements(JsonNode value) {
        ArrayNode normal = NODES.arrayNode();
        items(value).stream()
                .map(PolicyDocument::statement)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(normal::add);
        return normal;
    }

    private static JsonNode statement(JsonNode statement) {
        if (!statement.isObject()) {
            return statement;
        }
        ObjectNode normal = NODES.objectNode();
        sortedNames(statement).forEach(name -> normal.set(name, element(name, statement.get(name))));
        return normal;
    }

    private static JsonNode element(String name, JsonNode value) {
        if (LISTS.contains(name)) {
            return list(value);
        }
        if (name.equals("Condition")) {
            return eachOf(value, PolicyDocument::keys);
        }
        return name.equals("Principal") || name.equals("NotPrincipal") ? principal(value) : value;
    }

    /** {@code "*"} and {@code {"AWS": "*"}} are the same everyone. */
    private static JsonNode principal(JsonNode value) {
        return value.isTextual()
                ? NODES.objectNode().set("AWS", list(value))
                : eachOf(value, PolicyDocument::principals);
    }

    private static JsonNode principals(JsonNode value) {
        ArrayNode roots = NODES.arrayNode();
        items(value)
                .forEach(item -> roots.add(
                        item.asText().matches(ACCOUNT) ? "arn:aws:iam::" + item.asText() + ":root" : item.asText()));
        return list(roots);
    }

    private static JsonNode keys(JsonNode value) {
        return eachOf(value, PolicyDocument::list);
    }

    @FunctionalInterface
    private interface Change {
        JsonNode of(JsonNode value);
    }

    private static JsonNode eachOf(JsonNode value, Change change) {
        if (!value.isObject()) {
            return value;
        }
        ObjectNode normal = NODES.objectNode();
        sortedNames(value).forEach(name -> normal.set(name, change.of(value.get(name))));
        return normal;
    }

    /** Always a list, in one order, each value once and as text: {@code true} is {@code "true"}. */
    private static ArrayNode list(JsonNode value) {
        Set<String> sorted = new TreeSet<>();
        items(value).forEach(item -> sorted.add(item.asText()));
        ArrayNode normal = NODES.arrayNode();
        sorted.forEach(normal::add);
        return normal;
    }

    private static List<JsonNode> items(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
    }

    private static Set<String> sortedNames(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
