package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One field of a record.
 *
 * @param key as it is written in YAML
 * @param absent the Java value when it is left out; empty when it must be there
 * @param fallback the same as it would be written, for the schema, where the field has a declared default
 * @param wrapped whether Java sees an {@code Optional}
 */
record Part(String key, Shape shape, Optional<Object> absent, Optional<Node> fallback, boolean wrapped, String doc) {

    Optional<Object> bind(Optional<Node> node, String path, Binding binding) {
        if (node.isEmpty()) {
            if (absent.isEmpty()) {
                binding.missing(path, shape);
            }
            return absent;
        }
        Optional<Object> bound = shape.bind(node.get(), path, binding);
        if (bound.isEmpty()) {
            binding.failed().add(path);
            return absent;
        }
        return wrapped ? Optional.of(bound) : bound;
    }

    boolean required() {
        return absent.isEmpty();
    }

    void describe(ObjectNode schema) {
        shape.describe(schema);
        if (!doc.isEmpty()) {
            schema.put("description", doc);
        }
        fallback.ifPresent(node -> schema.set("default", JsonShape.json(node)));
    }
}
