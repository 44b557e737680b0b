package io.kinexus.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * JSON Schema of the desired state, read off the same shapes that bind it, for editors.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class DesiredSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String TYPE = "type";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kinds kinds;

    public DesiredSchema(Kinds kinds) {
        this.kinds = kinds;
    }

    /** For documents of all kinds, as indented JSON that ends in a line break. */
    public String all() {
        return text(root("Desired state of a Kinexus environment", kinds.entries(), false));
    }

    /** For documents of an environment that has a base: nothing is required of a spec, and null removes. */
    public String overlay() {
        return text(root("Desired state of a Kinexus environment with a base", kinds.entries(), true));
    }

    /** For one kind as documents write it, such as {@code LoadBalancer}; empty when there is none. */
    public Optional<String> of(String kind) {
        return kinds.word(kind).map(entry -> text(root(entry.word(), List.of(entry), false)));
    }

    private static ObjectNode root(String title, Collection<Kinds.Entry> entries, boolean overlay) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DRAFT).put("title", title).put(TYPE, "object");
        header(schema.putObject(PROPERTIES), entries);
        ArrayNode required = schema.putArray(REQUIRED);
        List.of("apiVersion", "kind", "metadata", Document.SPEC).forEach(required::add);
        schema.put("additionalProperties", false);
        ArrayNode choices = schema.putArray("allOf");
        ObjectNode definitions = schema.putObject("$defs");
        for (Kinds.Entry entry : entries) {
            ObjectNode choice = choices.addObject();
            choice.putObject("if").putObject(PROPERTIES).putObject("kind").put("const", entry.word());
            choice.putObject("then")
                    .putObject(PROPERTIES)
                    .putObject(Document.SPEC)
                    .put("$ref", "#/$defs/" + entry.word());
            ObjectNode spec = definitions.putObject(entry.word());
            entry.shape().describe(spec);
            if (overlay) {
                loosen(spec);
            }
        }
        return schema;
    }

    private static void header(ObjectNode properties, Collection<Kinds.Entry> entries) {
        properties.putObject("apiVersion").put("const", Document.VERSION);
        ArrayNode words = properties
                .putObject("kind")
                .put("description", "What is declared.")
                .putArray("enum");
        entries.forEach(entry -> words.add(entry.word()));
        ObjectNode metadata = properties.putObject("metadata").put(TYPE, "object");
        metadata.putObject(PROPERTIES);
        properties(metadata, "name", "Its name, unique among its kind in the environment.");
        properties(
                metadata,
                "movedFrom",
                "The name under which it was made, when it was renamed: what is in AWS keeps that name,"
                        + " and nothing is removed. It stays here for as long as the thing lives.");
        metadata.putArray(REQUIRED).add("name");
        metadata.put("additionalProperties", false);
        properties.putObject(Document.SPEC).put(TYPE, "object");
    }

    private static void properties(ObjectNode metadata, String key, String says) {
        ((ObjectNode) metadata.path(PROPERTIES))
                .putObject(key)
                .put(TYPE, "string")
                .put("description", says)
                .put("pattern", "^(?:" + Headers.NAME.pattern() + ")$");
    }

    /** Lists are replaced whole by a merge patch, so what stands in them stays as it is. */
    private static void loosen(ObjectNode schema) {
        schema.remove(List.of(REQUIRED, "default", "minProperties"));
        schema.path(PROPERTIES).forEach(property -> {
            nullable((ObjectNode) property);
            loosen((ObjectNode) property);
        });
        if (schema.path("additionalProperties") instanceof ObjectNode values) {
            nullable(values);
            loosen(values);
        }
        if (schema.path("anyOf") instanceof ArrayNode choices) {
            choices.forEach(choice -> loosen((ObjectNode) choice));
            choices.addObject().put(TYPE, "null");
        }
    }

    private static void nullable(ObjectNode schema) {
        if (schema.path(TYPE).isTextual()) {
            String type = schema.path(TYPE).asText();
            schema.putArray(TYPE).add(type).add("null");
        }
        if (schema.path("enum") instanceof ArrayNode words) {
            words.addNull();
        }
    }

    private static String text(ObjectNode schema) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }
}
