package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** {@code true} or {@code false}, without quotes. */
record FlagShape() implements Shape {
    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        return node instanceof Node.Scalar scalar && scalar.is(Node.Sort.BOOLEAN)
                ? Optional.of(Boolean.valueOf(scalar.text().toLowerCase(Locale.ROOT)))
                : binding.wrong(node, path, this);
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "boolean");
    }

    @Override
    public String allowed() {
        return "true or false, without quotes";
    }
}
