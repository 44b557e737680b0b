package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All environments below one root as they are at one moment: each folder is read at most once. */
final class Sources {
    private static final String NAME = "metadata.name";
    private static final String BASE = "spec.base";

    private final SourceFolder folder;
    private final ParsedFiles files;
    private final Map<String, Source> own = new HashMap<>();
    private final Map<String, Source> merged = new HashMap<>();

    Sources(SourceFolder folder, ParsedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** By the names that they had when they were made. */
    List<String> environments() throws IOException {
        return List.copyOf(folders().keySet());
    }

    private Map<String, String> folders() throws IOException {
        List<String> all = folder.environments();
        Map<String, String> movedFrom = new HashMap<>();
        all.forEach(one -> own.computeIfAbsent(one, this::read)
                .settings()
                .flatMap(Document::movedFrom)
                .ifPresent(old -> movedFrom.put(one, old)));
        return Moves.folders(all, movedFrom);
    }

    /** The environments beside this one. */
    List<String> others(String environment, Problems problems) {
        try {
            List<String> others = new ArrayList<>(environments());
            others.remove(environment);
            return others;
        } catch (IOException e) {
            problems.add(
                    Place.of(folder.path(environment)),
                    "environment",
                    "what other environments claim cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** An environment with everything that it takes from its bases. */
    Source merged(String environment) {
        Source known = merged.get(environment);
        if (known == null) {
            Map<String, String> folders = known();
            known = Moves.back(merge(folders.getOrDefault(environment, environment), Set.of()), environment, folders);
            merged.put(environment, known);
        }
        return known;
    }

    /** None where they cannot be listed: that is said in reading one by the name that it is asked for. */
    private Map<String, String> known() {
        try {
            return folders();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Source merge(String environment, Set<String> seen) {
        Source source = own.computeIfAbsent(environment, this::read);
        Optional<Document> settings = source.settings();
        Optional<String> base =
                settings.flatMap(document -> document.spec().text("base")).map(Sources::name);
        if (base.isEmpty()) {
            return source;
        }
        Problems problems = new Problems();
        problems.addAll(source.problems());
        Set<String> chain = new LinkedHashSet<>(seen);
        chain.add(environment);
        if (!possible(base.get(), settings.get().place(BASE), chain, problems)) {
            return new Source(environment, folder.revision(), source.documents(), source.digests(), problems.sorted());
        }
        Source under = merge(base.get(), chain);
        problems.addAll(under.problems());
        SortedMap<String, String> digests = new TreeMap<>(under.digests());
        digests.putAll(source.digests());
        List<Document> documents =
                Overlay.merge(under.documents(), source.documents(), Overlay.rename(settings.get()), problems);
        return new Source(environment, folder.revision(), documents, digests, problems.sorted());
    }

    private static String name(String base) {
        String plain = base.startsWith("../") ? base.substring("../".length()) : base;
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private boolean possible(String base, Place at, Set<String> chain, Problems problems) {
        if (chain.contains(base)) {
            problems.add(at, BASE, "goes round: " + String.join(" -> ", chain) + " -> " + base + "; break one of them");
            return false;
        }
        if (chain.size() > ReadingLimits.BASES) {
            problems.add(at, BASE, "more than " + ReadingLimits.BASES + " bases above one another");
            return false;
        }
        try {
            List<String> known = new ArrayList<>(folder.environments());
            known.removeAll(chain);
            if (!known.contains(base)) {
                problems.add(
                        at,
                        BASE,
                        "there is no environment " + Words.shortened(base) + " beside this one"
                                + Words.instead(base, known));
                return false;
            }
            return true;
        } catch (IOException e) {
            problems.add(at, BASE, "cannot be looked for: " + e.getMessage());
            return false;
        }
    }

    private Source read(String environment) {
        Problems problems = new Problems();
        SortedMap<String, String> texts = folder.read(environment, problems);
        List<Document> documents = new ArrayList<>();
        SortedMap<String, String> digests = new TreeMap<>();
        files.of(environment, texts).forEach((file, parsed) -> {
            digests.put(folder.relative(file), parsed.digest());
            documents.addAll(parsed.documents());
            problems.addAll(parsed.problems());
        });
        if (documents.isEmpty() && problems.none()) {
            problems.add(
                    Place.of(folder.path(environment)),
                    "environment",
                    "there is no document; an empty folder is "
                            + "no environment without resources: to remove an environment, use kinexus destroy");
        } else {
            settings(environment, documents, problems);
        }
        return new Source(environment, folder.revision(), distinct(documents, problems), digests, problems.sorted());
    }

    private void settings(String environment, List<Document> documents, Problems problems) {
        List<Document> found = documents.stream()
                .filter(document -> document.is(Overlay.ENVIRONMENT))
                .toList();
        if (found.isEmpty() && problems.none()) {
            problems.add(
                    Place.of(folder.path(environment)),
                    "environment",
                    "there is no document of kind Environment; " + "must have exactly one, named " + environment);
        }
        for (Document document : found) {
            if (!document.name().equals(environment)) {
                problems.add(
                        document.nameAt(),
                        NAME,
                        Words.shortened(document.name()) + "; must be " + environment + ", as its folder is called");
            }
        }
        found.stream()
                .skip(1)
                .forEach(document -> problems.add(
                        document.at(),
                        "kind",
                        "a second Environment; the first is in " + found.get(0).at()));
    }

    private static List<Document> distinct(List<Document> documents, Problems problems) {
        Map<DeclarationId, Document> first = new HashMap<>();
        List<Document> distinct = new ArrayList<>();
        for (Document document : documents) {
            Document before = first.putIfAbsent(document.id(), document);
            if (before == null) {
                distinct.add(document);
            } else {
                problems.add(
                        document.nameAt(),
                        NAME,
                        document.id() + " is declared twice, first in " + before.nameAt()
                                + "; keep one, or give it another name");
            }
        }
        return distinct;
    }
}
