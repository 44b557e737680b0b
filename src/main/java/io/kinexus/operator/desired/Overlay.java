package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.desired.Node.Fields;
import io.kinexus.operator.desired.Node.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts an environment's own documents over those of its base. */
final class Overlay {
    static final String ENVIRONMENT = "environment";

    /** What an Environment says about its own folder alone. A permit, above all, is for one live resource. */
    private static final List<String> OWN = List.of("base", "rename", "permits");

    private Overlay() {}

    static List<Document> merge(
            List<Document> base, List<Document> own, Map<String, String> rename, Problems problems) {
        Map<DeclarationId, Document> merged = new LinkedHashMap<>();
        Optional<Document> environment =
                own.stream().filter(document -> document.is(ENVIRONMENT)).findFirst();
        for (Document document : base) {
            Document renamed = document.is(ENVIRONMENT) ? inherited(document, environment) : renamed(document, rename);
            Document before = merged.put(renamed.id(), renamed);
            if (before != null) {
                problems.add(
                        renamed.nameAt(),
                        "metadata.name",
                        "rename makes it " + renamed.id() + ", as it does " + before.name() + " of line "
                                + before.nameAt().line() + "; choose other names");
            }
        }
        for (Document document : own) {
            Document under = merged.get(document.id());
            merged.put(document.id(), under == null ? document : under.merge(document));
        }
        return new ArrayList<>(merged.values());
    }

    private static Document inherited(Document base, Optional<Document> own) {
        Document plain = base.spec(Nodes.without(base.spec(), OWN));
        return own.map(document -> plain.name(document.name()).movedFrom(document.movedFrom()))
                .orElse(plain);
    }

    private static Document renamed(Document document, Map<String, String> rename) {
        if (rename.isEmpty()) {
            return document;
        }
        Node spec = document.kind()
                .shape()
                .visit(
                        document.spec(),
                        Document.SPEC,
                        (target, path, written) -> written.text(reference(target, written.text(), rename)));
        return document.name(words(document.name(), rename))
                .movedFrom(document.movedFrom().map(old -> words(old, rename)))
                .spec((Fields) spec);
    }

    private static String reference(Target target, String text, Map<String, String> rename) {
        int slash = text.indexOf('/');
        return target.qualified() && slash >= 0
                ? text.substring(0, slash + 1) + words(text.substring(slash + 1), rename)
                : words(text, rename);
    }

    /** Replaces whole words, each once, the longest that fits first. */
    static String words(String name, Map<String, String> rename) {
        if (rename.isEmpty()) {
            return name;
        }
        String either = rename.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![^-/._])(?:" + either + ")(?![^-/._])")
                .matcher(name)
                .replaceAll(match -> Matcher.quoteReplacement(rename.getOrDefault(match.group(), match.group())));
    }

    /** The renames of an Environment's document; what is wrong with them is said when it is bound. */
    static Map<String, String> rename(Document environment) {
        Map<String, String> words = new LinkedHashMap<>();
        environment.spec().fields("rename").ifPresent(rename -> rename.entries().forEach((key, entry) -> {
            if (!key.isEmpty() && entry.value() instanceof Scalar scalar && scalar.is(Node.Sort.TEXT)) {
                words.put(key, scalar.text());
            }
        }));
        return words;
    }
}
