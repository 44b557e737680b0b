package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One word of an enum. */
record ChoiceShape(Map<String, Object> words) implements Shape {

    /** @param verbatim whether constants are written as they are, instead of in lower case with hyphens */
    static ChoiceShape of(Class<?> type, boolean verbatim) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            words.put(verbatim ? name : name.toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return new ChoiceShape(words);
    }

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Scalar scalar) || Node.isNull(node) || scalar.is(Node.Sort.REFUSED)) {
            return binding.wrong(node, path, this);
        }
        Object constant = words.get(scalar.text());
        return constant == null
                ? binding.wrong(node, path, Words.shortened(scalar.text()) + "; must be " + allowed())
                : Optional.of(constant);
    }

    @Override
    public void describe(ObjectNode schema) {
        ArrayNode known = schema.putArray("enum");
        words.keySet().forEach(known::add);
    }

    @Override
    public String allowed() {
        return words.size() == 1 ? words.keySet().iterator().next() : "one of " + String.join(", ", words.keySet());
    }
}
