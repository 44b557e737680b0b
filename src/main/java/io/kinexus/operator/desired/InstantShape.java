package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A moment with its offset: {@code 2026-12-23T00:00:00Z}. */
record InstantShape() implements Shape {
    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.is(Node.Sort.TEXT)) {
            return binding.wrong(node, path, this);
        }
        try {
            return Optional.of(OffsetDateTime.parse(scalar.text()).toInstant());
        } catch (DateTimeException e) {
            return binding.wrong(node, path, Words.shortened(scalar.text()) + "; must be " + allowed());
        }
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string").put("format", "date-time");
    }

    @Override
    public String allowed() {
        return "a time with its offset such as \"2026-12-23T00:00:00Z\"";
    }
}
