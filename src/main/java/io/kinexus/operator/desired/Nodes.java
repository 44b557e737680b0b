package io.kinexus.operator.desired;

import io.kinexus.operator.desired.Node.Entry;
import io.kinexus.operator.desired.Node.Fields;
import io.kinexus.operator.desired.Node.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes to trees of nodes that leave the given tree as it is. */
final class Nodes {
    /** What becomes of one value. */
    @FunctionalInterface
    interface Change {
        /** @param key of the mapping, or the index in brackets */
        Node of(String key, Node value, String path);
    }

    private Nodes() {}

    static Fields change(Fields fields, String path, Change change) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        fields.entries()
                .forEach((key, entry) ->
                        entries.put(key, new Entry(entry.key(), change.of(key, entry.value(), path + "." + key))));
        return new Fields(entries, fields.at());
    }

    static Items change(Items items, String path, Change change) {
        List<Node> changed = new ArrayList<>(items.items().size());
        for (int i = 0; i < items.items().size(); i++) {
            String index = "[" + i + "]";
            changed.add(change.of(index, items.items().get(i), path + index));
        }
        return new Items(changed, items.at());
    }

    /** The same mapping with one value set. */
    static Fields with(Fields fields, String key, Node value) {
        Map<String, Entry> entries = new LinkedHashMap<>(fields.entries());
        entries.put(key, new Entry(value.at(), value));
        return new Fields(entries, fields.at());
    }

    static Fields without(Fields fields, Iterable<String> keys) {
        Map<String, Entry> entries = new LinkedHashMap<>(fields.entries());
        keys.forEach(entries::remove);
        return new Fields(entries, fields.at());
    }

    /**
     * JSON Merge Patch: mappings are merged, lists and values replaced, and null removes. What stays keeps its place in the
     * file that set it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
     */
    static Fields merge(Fields target, Fields patch) {
        Map<String, Entry> merged = new LinkedHashMap<>(target.entries());
        patch.entries().forEach((key, entry) -> {
            if (Node.isNull(entry.value())) {
                merged.remove(key);
            } else {
                merged.put(key, new Entry(entry.key(), merged(merged.get(key), entry.value())));
            }
        });
        return new Fields(merged, patch.at());
    }

    private static Node merged(@org.jspecify.annotations.Nullable Entry before, Node patch) {
        if (!(patch instanceof Fields fields)) {
            return patch;
        }
        Fields target =
                before != null && before.value() instanceof Fields old ? old : new Fields(Map.of(), fields.at());
        return merge(target, fields);
    }
}
