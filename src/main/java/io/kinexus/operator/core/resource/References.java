package io.kinexus.operator.core.resource;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Finds and fills the references of a spec, wherever in its records, lists and maps they stand. */
public final class References {
    private References() {}

    /** Every reference in the value, each once, in a fixed order. */
    public static Set<Reference> in(Object value) {
        Set<Reference> found = new TreeSet<>();
        rewrite(value, text -> {
            Matcher match = Reference.FORM.matcher(text);
            while (match.find()) {
                found.add(Reference.from(match));
            }
            return text;
        });
        return found;
    }

    /** Every text in the value, keys of maps included. */
    public static Set<String> texts(Object value) {
        Set<String> found = new LinkedHashSet<>();
        rewrite(value, text -> {
            found.add(text);
            return text;
        });
        return found;
    }

    /** The same value with every reference that is known replaced by it; the others stay as they are. */
    @SuppressWarnings("unchecked")
    public static <T> T fill(T value, Function<Reference, Optional<String>> known) {
        return (T) rewrite(value, text -> fillText(text, known));
    }

    private static String fillText(String text, Function<Reference, Optional<String>> known) {
        if (!text.contains("${")) {
            return text;
        }
        return Reference.FORM
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        known.apply(Reference.from((Matcher) match)).orElse(match.group())));
    }

    private static Object rewrite(Object value, UnaryOperator<String> text) {
        if (value instanceof String plain) {
            return text.apply(plain);
        }
        if (value instanceof Optional<?> maybe) {
            return maybe.map(inner -> rewrite(inner, text));
        }
        if (value instanceof Map<?, ?> map) {
            return rewriteMap(map, text);
        }
        if (value instanceof Collection<?> items) {
            return rewriteAll(items, text);
        }
        return value instanceof Record fields ? RecordShape.of(fields).map(fields, part -> rewrite(part, text)) : value;
    }

    private static Collection<?> rewriteAll(Collection<?> items, UnaryOperator<String> text) {
        List<Object> copy = items.stream().map(item -> rewrite(item, text)).toList();
        if (copy.equals(List.copyOf(items))) {
            return items;
        }
        return items instanceof Set ? new LinkedHashSet<>(copy) : copy;
    }

    private static Map<?, ?> rewriteMap(Map<?, ?> map, UnaryOperator<String> text) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(rewrite(key, text), rewrite(item, text)));
        return copy.equals(map) ? map : copy;
    }
}
