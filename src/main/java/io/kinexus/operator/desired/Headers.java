package io.kinexus.operator.desired;

import io.kinexus.operator.desired.Node.Fields;
import io.kinexus.operator.desired.Node.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what stands around every {@code spec}: {@code apiVersion}, {@code kind} and {@code metadata.name}. */
final class Headers {
    /** What every name is made of; a kind's own blueprint may allow less. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,253}[A-Za-z0-9])?");

    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";
    private static final String METADATA = "metadata";
    private static final String NAME_KEY = "name";
    private static final String MOVED_KEY = "movedFrom";
    private static final String ALLOWED = "letters and digits, with - . _ / between them, at most 255 characters";
    private static final List<String> KEYS = List.of(API_VERSION, KIND, METADATA, Document.SPEC);

    private final Kinds kinds;
    private final Problems problems;

    Headers(Kinds kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    /** Empty when the document cannot be told apart; everything that is wrong has then been said. */
    Optional<Document> read(Node node) {
        if (!(node instanceof Fields root)) {
            problems.add(node.at(), "document", node.sort() + "; must be a mapping with " + String.join(", ", KEYS));
            return Optional.empty();
        }
        unknown(root, "", KEYS);
        version(root);
        Optional<Kinds.Entry> kind =
                text(root, KIND, KIND, "one of " + Words.list(kinds.words())).flatMap(this::kind);
        Optional<Scalar> name = name(root);
        Optional<Fields> spec = mapping(root, Document.SPEC, "a mapping, {} when there is nothing to say");
        if (kind.isEmpty() || name.isEmpty() || spec.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Document(
                kind.get(),
                name.get().text(),
                spec.get(),
                root.at(),
                name.get().at(),
                movedFrom(root).map(Scalar::text),
                Optional.empty()));
    }

    private void unknown(Fields fields, String prefix, List<String> known) {
        fields.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.key(), prefix + key, "not known" + problems.instead(key, known));
            }
        });
    }

    private void version(Fields root) {
        text(root, API_VERSION, API_VERSION, Document.VERSION)
                .filter(written -> !written.text().equals(Document.VERSION))
                .ifPresent(written -> problems.add(
                        written.at(), API_VERSION, Words.shortened(written.text()) + "; must be " + Document.VERSION));
    }

    private Optional<Kinds.Entry> kind(Scalar written) {
        Optional<Kinds.Entry> kind = kinds.word(written.text());
        if (kind.isEmpty()) {
            problems.add(
                    written.at(),
                    KIND,
                    "there is no kind " + Words.shortened(written.text())
                            + problems.instead(written.text(), kinds.words()));
        }
        return kind;
    }

    private Optional<Scalar> name(Fields root) {
        Optional<Fields> metadata = mapping(root, METADATA, "a mapping with name");
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        unknown(metadata.get(), METADATA + ".", List.of(NAME_KEY, MOVED_KEY));
        String path = METADATA + "." + NAME_KEY;
        return good(text(metadata.get(), NAME_KEY, path, ALLOWED), path);
    }

    private Optional<Scalar> movedFrom(Fields root) {
        String path = METADATA + "." + MOVED_KEY;
        return root.fields(METADATA)
                .filter(metadata -> metadata.get(MOVED_KEY).isPresent())
                .flatMap(metadata -> good(text(metadata, MOVED_KEY, path, ALLOWED), path));
    }

    private Optional<Scalar> good(Optional<Scalar> name, String path) {
        Optional<Scalar> good = name.filter(written ->
                NAME.matcher(written.text()).matches() && !written.text().matches(".*(//|\\.\\.).*"));
        if (name.isPresent() && good.isEmpty()) {
            problems.add(name.get().at(), path, Words.shortened(name.get().text()) + "; must be " + ALLOWED);
        }
        return good;
    }

    private Optional<Scalar> text(Fields fields, String key, String path, String allowed) {
        Optional<Node> value = fields.get(key);
        if (value.isPresent() && value.get() instanceof Scalar scalar && scalar.is(Node.Sort.TEXT)) {
            return Optional.of(scalar);
        }
        said(fields, value, path, allowed);
        return Optional.empty();
    }

    private Optional<Fields> mapping(Fields fields, String key, String allowed) {
        Optional<Node> value = fields.get(key);
        if (value.isPresent() && value.get() instanceof Fields inner) {
            return Optional.of(inner);
        }
        said(fields, value, key, allowed);
        return Optional.empty();
    }

    private void said(Fields fields, Optional<Node> value, String path, String allowed) {
        if (value.isEmpty()) {
            problems.add(fields.at(), path, "missing; must be " + allowed);
        } else if (!(value.get() instanceof Scalar scalar) || !scalar.is(Node.Sort.REFUSED)) {
            problems.add(value.get().at(), path, value.get().sort() + "; must be " + allowed);
        }
    }
}
