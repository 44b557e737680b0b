package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of one shape. */
record ListShape(Shape item, Rules rules) implements Shape {
    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Items items)) {
            return binding.wrong(node, path, this);
        }
        int size = items.items().size();
        if (!rules.within(size)) {
            return binding.wrong(node, path, size + " items; must be " + allowed());
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            item.bind(items.items().get(i), path + "[" + i + "]", binding).ifPresent(bound::add);
        }
        return bound.size() == size ? Optional.of(List.copyOf(bound)) : Optional.empty();
    }

    @Override
    public Node visit(Node node, String path, Visitor visitor) {
        return node instanceof Node.Items items
                ? Nodes.change(items, path, (index, value, at) -> item.visit(value, at, visitor))
                : node;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "array");
        item.describe(schema.putObject("items"));
        rules.describe(schema, "minItems", "maxItems");
    }

    @Override
    public String allowed() {
        return "a list" + (rules.range().isEmpty() ? "" : rules.range() + " items") + ", each " + item.allowed();
    }
}
