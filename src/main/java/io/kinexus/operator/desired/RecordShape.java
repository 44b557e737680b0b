package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.blueprint.Brief;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mapping with known fields. */
record RecordShape(Class<?> type, Constructor<?> constructor, Map<String, Part> parts, String doc) implements Shape {

    static RecordShape of(Class<?> type, Constructor<?> constructor, List<Part> parts, String doc) {
        Map<String, Part> byKey = new LinkedHashMap<>();
        parts.forEach(part -> byKey.put(part.key(), part));
        return new RecordShape(type, constructor, byKey, doc);
    }

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (node instanceof Node.Scalar && brief().isPresent()) {
            return bind(spelt(node, brief().orElseThrow()), path, binding);
        }
        if (!(node instanceof Node.Fields fields)) {
            return binding.wrong(node, path, this);
        }
        fields.entries().forEach((key, entry) -> {
            if (!parts.containsKey(key)) {
                binding.problems()
                        .add(
                                entry.key(),
                                path + "." + key,
                                "not known" + binding.problems().instead(key, parts.keySet()));
            }
        });
        Object[] values = new Object[parts.size()];
        int bound = 0;
        for (Part part : parts.values()) {
            Optional<Object> value = part.bind(fields.get(part.key()), path + "." + part.key(), binding);
            if (value.isPresent()) {
                values[bound++] = value.get();
            }
        }
        return bound == values.length ? build(values, fields, path, binding) : Optional.empty();
    }

    /** The one component that may stand for all. */
    private Optional<Part> brief() {
        return Optional.ofNullable(type.getAnnotation(Brief.class)).map(one -> parts.get(one.value()));
    }

    private static Node spelt(Node node, Part part) {
        return new Node.Fields(Map.of(part.key(), new Node.Entry(node.at(), node)), node.at());
    }

    private Optional<Object> build(Object[] values, Node.Fields fields, String path, Binding binding) {
        try {
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException said) {
                return binding.wrong(fields, path, String.valueOf(said.getMessage()));
            }
            throw new IllegalStateException("cannot build " + type, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }

    @Override
    public Node visit(Node node, String path, Visitor visitor) {
        return node instanceof Node.Fields fields
                ? Nodes.change(fields, path, (key, value, at) -> Optional.ofNullable(parts.get(key))
                        .map(part -> part.shape().visit(value, at, visitor))
                        .orElse(value))
                : node;
    }

    @Override
    public void describe(ObjectNode schema) {
        if (brief().isEmpty()) {
            whole(schema);
            return;
        }
        ArrayNode either = schema.putArray("anyOf");
        brief().orElseThrow().describe(either.addObject());
        whole(either.addObject());
    }

    private void whole(ObjectNode schema) {
        schema.put("type", "object");
        if (!doc.isEmpty()) {
            schema.put("description", doc);
        }
        ObjectNode properties = schema.putObject("properties");
        parts.values().forEach(part -> part.describe(properties.putObject(part.key())));
        List<String> required =
                parts.values().stream().filter(Part::required).map(Part::key).toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        schema.put("additionalProperties", false);
    }

    @Override
    public String allowed() {
        Stream<String> required = parts.values().stream().filter(Part::required).map(Part::key);
        Stream<String> others =
                parts.values().stream().filter(part -> !part.required()).map(Part::key);
        String brief = brief().map(part -> part.shape().allowed() + ", or ").orElse("");
        return brief + "a mapping with " + Stream.concat(required, others).collect(Collectors.joining(", "));
    }
}
