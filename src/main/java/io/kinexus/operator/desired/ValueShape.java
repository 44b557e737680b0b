package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.blueprint.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text, or {@code {from: cache/x, value: host}}. */
record ValueShape(TextShape text) implements Shape {
    private static final String FROM = "from";
    private static final String VALUE = "value";
    private static final List<String> OUTPUTS = List.of("host", "port", "url", "name", "arn");

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (node instanceof Node.Fields fields) {
            return from(fields, path, binding);
        }
        return node instanceof Node.Scalar
                ? text.bind(node, path, binding).map(written -> new Value.Text((String) written))
                : binding.wrong(node, path, this);
    }

    private Optional<Object> from(Node.Fields fields, String path, Binding binding) {
        for (Map.Entry<String, Node.Entry> entry : fields.entries().entrySet()) {
            if (!entry.getKey().equals(FROM) && !entry.getKey().equals(VALUE)) {
                return unknown(entry, path, binding);
            }
        }
        Optional<String> from = fields.text(FROM);
        Optional<String> value = fields.text(VALUE);
        if (from.isEmpty()) {
            Node at = fields.get(FROM).orElse(fields);
            return binding.wrong(at, path + "." + FROM, "must be kind/name of a declaration such as cache/sessions");
        }
        if (value.filter(OUTPUTS::contains).isEmpty()) {
            Node at = fields.get(VALUE).orElse(fields);
            return binding.wrong(at, path + "." + VALUE, "must be one of " + String.join(", ", OUTPUTS));
        }
        return reference(from.get(), value.get(), binding.kinds());
    }

    /** Where a reference leads is looked at for all of them alike, and said there. */
    private static Optional<Object> reference(String from, String value, Kinds kinds) {
        return Mention.qualified(kinds, from).map(id -> new Value.From(id, value));
    }

    private static Optional<Object> unknown(Map.Entry<String, Node.Entry> entry, String path, Binding binding) {
        binding.problems()
                .add(
                        entry.getValue().key(),
                        path + "." + entry.getKey(),
                        "not known; must be {from: kind/name, value: " + String.join("|", OUTPUTS) + "}");
        return Optional.empty();
    }

    @Override
    public Node visit(Node node, String path, Visitor visitor) {
        if (!(node instanceof Node.Fields fields)) {
            return node;
        }
        return Nodes.change(
                fields,
                path,
                (key, value, at) -> key.equals(FROM) && value instanceof Node.Scalar scalar && scalar.is(Node.Sort.TEXT)
                        ? visitor.see(Target.ANY, at, scalar)
                        : value);
    }

    @Override
    public void describe(ObjectNode schema) {
        var either = schema.putArray("anyOf");
        text.describe(either.addObject());
        ObjectNode from = either.addObject().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = from.putObject("properties");
        properties
                .putObject(FROM)
                .put("type", "string")
                .put("pattern", "^[a-z][a-z-]*/.+$")
                .put("description", "Another declaration of this environment, as kind/name.");
        var outputs = properties
                .putObject(VALUE)
                .put("description", "What to take from it.")
                .putArray("enum");
        OUTPUTS.forEach(outputs::add);
        from.putArray("required").add(FROM).add(VALUE);
    }

    @Override
    public String allowed() {
        return text.allowed() + ", or {from: kind/name, value: " + String.join("|", OUTPUTS) + "}";
    }
}
