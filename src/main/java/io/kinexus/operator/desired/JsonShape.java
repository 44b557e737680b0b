package io.kinexus.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.blueprint.Json;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Any mapping, kept as JSON. */
record JsonShape() implements Shape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper WRITER = new ObjectMapper();

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Fields)) {
            return binding.wrong(node, path, this);
        }
        try {
            return Optional.of(new Json(WRITER.writeValueAsString(json(node))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    static JsonNode json(Node node) {
        if (node instanceof Node.Fields fields) {
            ObjectNode object = JSON.objectNode();
            fields.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof Node.Items items) {
            ArrayNode array = JSON.arrayNode();
            items.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return scalar((Node.Scalar) node);
    }

    private static JsonNode scalar(Node.Scalar scalar) {
        return switch (scalar.is()) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(scalar.text().toLowerCase(Locale.ROOT)));
            case NUMBER -> JSON.numberNode(new BigDecimal(scalar.text()));
            case TEXT, REFUSED -> JSON.textNode(scalar.text());
        };
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "object");
    }

    @Override
    public String allowed() {
        return "a mapping";
    }
}
