package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are the person's own; it keeps the order of the file. */
record MapShape(Shape value, Rules rules) implements Shape {
    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Fields fields)) {
            return binding.wrong(node, path, this);
        }
        int size = fields.entries().size();
        if (!rules.within(size)) {
            return binding.wrong(node, path, size + " entries; must be " + allowed());
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        fields.entries().forEach((key, entry) -> value.bind(entry.value(), path + "." + key, binding)
                .ifPresent(good -> bound.put(key, good)));
        return bound.size() == size ? Optional.of(Collections.unmodifiableMap(bound)) : Optional.empty();
    }

    @Override
    public Node visit(Node node, String path, Visitor visitor) {
        return node instanceof Node.Fields fields
                ? Nodes.change(fields, path, (key, item, at) -> value.visit(item, at, visitor))
                : node;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "object");
        value.describe(schema.putObject("additionalProperties"));
        rules.describe(schema, "minProperties", "maxProperties");
    }

    @Override
    public String allowed() {
        return "a mapping" + (rules.range().isEmpty() ? "" : rules.range() + " entries") + ", each value "
                + value.allowed();
    }
}
