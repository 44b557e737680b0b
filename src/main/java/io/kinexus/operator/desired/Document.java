package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.desired.Node.Fields;
import java.util.Optional;

/**
 * One declaration as it is written, its header read and its spec not yet.
 *
 * @param at where the document begins
 * @param nameAt where its name stands
 * @param movedFrom the name that it had when it was made, as far as it says so
 * @param calledNow its name in the files, where it goes by the one that it had: see {@link Moves}
 */
record Document(
        Kinds.Entry kind,
        String name,
        Fields spec,
        Place at,
        Place nameAt,
        Optional<String> movedFrom,
        Optional<String> calledNow) {
    static final String VERSION = "kinexus.io/v1";
    static final String SPEC = "spec";

    DeclarationId id() {
        return new DeclarationId(kind.name(), name);
    }

    boolean is(String kindName) {
        return kind.name().value().equals(kindName);
    }

    Document spec(Fields other) {
        return new Document(kind, name, other, at, nameAt, movedFrom, calledNow);
    }

    Document name(String other) {
        return new Document(kind, other, spec, at, nameAt, movedFrom, calledNow);
    }

    /** This one with a later one's values; mistakes and what is missing are then the later one's. */
    Document merge(Document patch) {
        return new Document(
                kind,
                patch.name,
                Nodes.merge(spec, patch.spec),
                patch.at,
                patch.nameAt,
                patch.movedFrom.or(() -> movedFrom),
                Optional.empty());
    }

    Document movedFrom(Optional<String> other) {
        return new Document(kind, name, spec, at, nameAt, other, calledNow);
    }

    /** The same under the name that it had. */
    Document movedBack() {
        return movedFrom
                .map(old -> new Document(kind, old, spec, at, nameAt, Optional.empty(), Optional.of(name)))
                .orElse(this);
    }

    /** Where a path such as {@code spec.freeze[0].cron} stands, or the nearest of what holds it. */
    Place place(String path) {
        if (path.startsWith("metadata.")) {
            return nameAt;
        }
        if (!path.equals(SPEC) && !path.startsWith(SPEC + ".")) {
            return at;
        }
        return place(spec, path.substring(SPEC.length()));
    }

    private static Place place(Node node, String rest) {
        if (rest.isEmpty()) {
            return node.at();
        }
        if (rest.startsWith("[") && node instanceof Node.Items items) {
            return index(items, rest);
        }
        if (!rest.startsWith(".") || !(node instanceof Fields fields)) {
            return node.at();
        }
        String path = rest.substring(1);
        Optional<String> key = fields.entries().keySet().stream()
                .filter(candidate -> leads(candidate, path))
                .max(java.util.Comparator.comparingInt(String::length));
        return key.flatMap(name -> fields.get(name).map(value -> place(value, path.substring(name.length()))))
                .orElse(node.at());
    }

    /** Keys may hold dots themselves, as tags do. */
    private static boolean leads(String key, String path) {
        return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
    }

    private static Place index(Node.Items items, String rest) {
        int end = rest.indexOf(']');
        int index = Integer.parseInt(rest.substring(1, end));
        return index < items.items().size() ? place(items.items().get(index), rest.substring(end + 1)) : items.at();
    }
}
