package io.kinexus.operator.support;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.SandboxScript.CodeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * What each property of one declaration is set to, from a file: an environment in which the declaration named {@code it} can
 * live, and for each property two values that are good and one that is not.
 */
public record Properties(
        String kind, List<Map<String, Object>> documents, List<Property> all, List<CodeObject> objects) {
    private static final Path FILES = Path.of("src/test/resources/properties");
    private static final Path PAGES = Path.of("docs/kinds");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ([^|]+)\\|.*");
    private static final Pattern PART = Pattern.compile("([^\\[]+)((?:\\[\\d+])*)");

    /**
     * One property.
     *
     * @param path as in errors, with list indexes: {@code listeners[0].port}
     * @param with other properties that have to be there for it
     * @param only why it does not show in any AWS resource; empty where it does
     * @param fixed why it cannot be changed once it is there; empty where it can
     */
    public record Property(
            String path,
            Object one,
            Object two,
            Object bad,
            Map<String, Object> with,
            Optional<String> only,
            Optional<String> fixed) {
        /** Whether it is the page's row: {@code secrets.KEY.key} and {@code listeners[].port} stand for every key and index. */
        boolean fills(String row) {
            return path.replaceAll("\\[\\d+]", "[]").matches(Pattern.quote(row).replace("KEY", "\\E[^.]+\\Q"));
        }
    }

    /** @param kind as in the file's name, which is also the page's: {@code load-balancer} */
    public static Properties of(String kind) {
        try {
            Map<String, Object> file = map(new Yaml().load(Files.readString(FILES.resolve(kind + ".yaml"))));
            List<Map<String, Object>> documents = StreamSupport.stream(
                            new Yaml().loadAll((String) file.get("environment")).spliterator(), false)
                    .map(Properties::map)
                    .toList();
            List<Property> all = new ArrayList<>();
            map(file.get("properties")).forEach((path, values) -> all.add(property(path, map(values))));
            return new Properties(kind, documents, List.copyOf(all), objects(file.getOrDefault("objects", List.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CodeObject> objects(Object listed) {
        return list(listed).stream()
                .map(Properties::map)
                .map(one -> new CodeObject((String) one.get("bucket"), (String) one.get("key")))
                .toList();
    }

    /** The sandbox with the objects that a person has to put there. */
    public SandboxScript script() {
        SandboxScript plain = SandboxScript.plain();
        return new SandboxScript(
                plain.start(),
                plain.seed(),
                plain.secrets(),
                objects,
                plain.validateAfter(),
                plain.loadPerSecond(),
                plain.loads(),
                plain.dailyShape(),
                plain.suffixes(),
                plain.faults(),
                plain.quotas());
    }

    private static Property property(String path, Map<String, Object> values) {
        return new Property(
                path,
                values.get("one"),
                values.get("two"),
                values.get("bad"),
                map(values.getOrDefault("with", Map.of())),
                Optional.ofNullable((String) values.get("only")),
                Optional.ofNullable((String) values.get("fixed")));
    }

    /** Those of the declaration's page that hold a value themselves, and are not in the file. */
    public Set<String> missing() {
        try {
            Set<String> rows = new TreeSet<>();
            for (String line : Files.readAllLines(PAGES.resolve(kind + ".md"))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.add(row.group(1));
                }
            }
            Set<String> missing = new TreeSet<>(rows);
            missing.removeIf(row ->
                    rows.stream().anyMatch(other -> other.startsWith(row + ".") || other.startsWith(row + "[].")));
            all.forEach(property -> missing.removeIf(property::fills));
            return missing;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents with these properties of {@code it} set; null takes one away. */
    public String with(Map<String, Object> values) {
        List<Map<String, Object>> copies = new ArrayList<>();
        for (Map<String, Object> document : documents) {
            Map<String, Object> copy = map(copied(document));
            if (subject(copy)) {
                values.forEach((path, value) ->
                        set(map(copy.computeIfAbsent("spec", key -> new LinkedHashMap<>())), path, value));
            }
            copies.add(copy);
        }
        return new Yaml().dumpAll(copies.iterator());
    }

    /** The document named {@code it}, or where AWS takes no such name, {@code the-<kind>}; the Environment is named as its folder. */
    private boolean subject(Map<String, Object> document) {
        return kind.equals("environment")
                ? document.get("kind").equals("Environment")
                : Set.of("it", "the-" + kind)
                        .contains(String.valueOf(map(document.get("metadata")).get("name")));
    }

    /** A property together with what it needs. */
    public static Map<String, Object> setting(Property property, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(property.with());
        values.put(property.path(), value);
        return values;
    }

    private static void set(Map<String, Object> spec, String path, Object value) {
        Map<String, Object> at = spec;
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            Matcher part = PART.matcher(parts[i]);
            if (!part.matches()) {
                throw new IllegalArgumentException(path);
            }
            boolean last = i == parts.length - 1;
            if (part.group(2).isEmpty()) {
                if (last) {
                    put(at, part.group(1), value);
                } else {
                    at = map(at.computeIfAbsent(part.group(1), key -> new LinkedHashMap<>()));
                }
            } else {
                List<Object> list = list(at.computeIfAbsent(part.group(1), key -> new ArrayList<>()));
                int index = Integer.parseInt(part.group(2).replaceAll("[\\[\\]]", ""));
                while (list.size() <= index) {
                    list.add(new LinkedHashMap<String, Object>());
                }
                if (last) {
                    list.set(index, value);
                } else {
                    at = map(list.get(index));
                }
            }
        }
    }

    private static void put(Map<String, Object> at, String key, Object value) {
        if (value == null) {
            at.remove(key);
        } else {
            at.put(key, value);
        }
    }

    private static Object copied(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), copied(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(copied(inner)));
            return copy;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
