package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Parses a file once for each content that it ever has: the loop reads again and again, and files seldom change. */
final class ParsedFiles {
    private final Kinds kinds;
    private final Map<String, SortedMap<String, Parsed>> byEnvironment = new ConcurrentHashMap<>();

    /**
     * What stands in one file.
     *
     * @param digest SHA-256 of its text
     */
    record Parsed(String digest, List<Document> documents, List<Problem> problems) {}

    ParsedFiles(Kinds kinds) {
        this.kinds = kinds;
    }

    /** @param texts all files of the environment by path; what was kept of others of it is forgotten */
    SortedMap<String, Parsed> of(String environment, SortedMap<String, String> texts) {
        SortedMap<String, Parsed> before = byEnvironment.getOrDefault(environment, new TreeMap<>());
        SortedMap<String, Parsed> now = new TreeMap<>();
        texts.forEach((file, text) -> {
            String digest = Names.sha256(text);
            Parsed known = before.get(file);
            now.put(file, known != null && known.digest().equals(digest) ? known : parse(file, text, digest));
        });
        byEnvironment.put(environment, now);
        return now;
    }

    private Parsed parse(String file, String text, String digest) {
        Problems problems = new Problems();
        Headers headers = new Headers(kinds, problems);
        List<Document> documents = new ArrayList<>();
        for (Node node : YamlText.read(file, text, problems)) {
            headers.read(node).ifPresent(documents::add);
        }
        return new Parsed(digest, List.copyOf(documents), problems.sorted());
    }
}
