package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.KindName;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference page of one declaration, in Markdown, from the record that reads it. */
final class DeclarationPage {
    private static final String HEAD = """
        | field | value | default | meaning |
        |---|---|---|---|
        """;

    private final Kinds.Entry entry;
    private final String example;
    private final Collection<KindName> primitives;

    DeclarationPage(Kinds.Entry entry, String example, Collection<KindName> primitives) {
        this.entry = entry;
        this.example = example;
        this.primitives = primitives;
    }

    String text() {
        RecordShape spec = (RecordShape) entry.shape();
        StringBuilder page = new StringBuilder("<!-- Generated from the records; do not edit. -->\n");
        page.append("# ").append(entry.word()).append("\n\n").append(spec.doc());
        page.append("\n\nOthers refer to it by its name, or as `")
                .append(entry.name())
                .append("/NAME` where several kinds fit.\n");
        if (!entry.blueprint().managed()) {
            page.append("\nIt is read and checked, and not managed yet: what needs it waits for it, and says so.\n");
        }
        page.append("\n## Fields of `spec`\nA field without a default must be there, unless it says *optional*.\n\n")
                .append(HEAD);
        rows(page, spec, "");
        page.append("\n## Example\n```yaml\n").append(example).append("```\n").append(becomes());
        return page.toString();
    }

    private static void rows(StringBuilder page, RecordShape shape, String above) {
        for (Part part : shape.parts().values()) {
            String path = above + part.key();
            page.append("| `")
                    .append(path)
                    .append("` | ")
                    .append(cell(part.shape().allowed()));
            page.append(" | ")
                    .append(fallback(part))
                    .append(" | ")
                    .append(cell(part.doc()))
                    .append(" |\n");
            inner(part.shape()).ifPresent(inner -> rows(page, inner, path + dots(part.shape())));
        }
    }

    /** The record within, however deep the lists and mappings around it are. */
    private static Optional<RecordShape> inner(Shape shape) {
        if (shape instanceof RecordShape record) {
            return Optional.of(record);
        }
        if (shape instanceof ListShape list) {
            return inner(list.item());
        }
        return shape instanceof MapShape map ? inner(map.value()) : Optional.empty();
    }

    private static String dots(Shape shape) {
        if (shape instanceof ListShape list) {
            return "[]" + dots(list.item());
        }
        return shape instanceof MapShape map ? ".KEY" + dots(map.value()) : ".";
    }

    private static String fallback(Part part) {
        if (part.fallback().isPresent()) {
            return "`" + JsonShape.json(part.fallback().get()) + "`";
        }
        return part.required() ? "" : "*optional*";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }

    private String becomes() {
        if (primitives.isEmpty()) {
            return "";
        }
        return primitives.stream()
                .map(kind -> "- [`" + kind + "`](../resources.md#" + kind + ")")
                .collect(Collectors.joining(
                        "\n", "\n## Becomes\nWhat the shipped environments make of it, each with its fields:\n", "\n"));
    }
}
