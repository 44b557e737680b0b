package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was renamed keeps its identity: a document with {@code metadata.movedFrom} is, from here on, the one of that name, and
 * so is whatever refers to it by the new one. AWS renames hardly anything, so that any other way would make a second one and
 * remove the first.
 */
final class Moves {
    private static final String PATH = "metadata.movedFrom";

    private final Source source;
    private final Problems problems = new Problems();
    private final Map<DeclarationId, String> names = new TreeMap<>();

    private Moves(Source source) {
        this.source = source;
        problems.addAll(source.problems());
    }

    /**
     * @param identity the name of the environment in AWS and in the ledger
     * @param folders as {@link #folders} gives them
     */
    static Source back(Source source, String identity, Map<String, String> folders) {
        Moves moves = new Moves(source);
        source.documents().stream()
                .filter(document -> document.movedFrom().isPresent())
                .forEach(document -> {
                    if (document.is(Overlay.ENVIRONMENT)) {
                        moves.environment(document, identity, folders);
                    } else {
                        moves.take(document);
                    }
                });
        List<Document> documents = source.documents().stream()
                .map(document -> moves.refer(document).movedBack())
                .toList();
        return new Source(identity, source.revision(), documents, source.digests(), moves.problems.sorted());
    }

    private void environment(Document document, String identity, Map<String, String> folders) {
        String old = document.movedFrom().orElseThrow();
        if (!old.equals(identity)) {
            boolean here = document.name().equals(folders.get(old));
            problems.add(
                    document.nameAt(),
                    PATH,
                    here
                            ? "this is environment " + Words.shortened(old)
                                    + ", the name under which it was made: ask for it by that name"
                            : "another folder is environment " + Words.shortened(old) + " too; keep one of them");
        }
    }

    private void take(Document document) {
        String old = document.movedFrom().orElseThrow();
        if (old.equals(document.name())) {
            problems.add(document.nameAt(), PATH, "is its own name; leave it out");
        } else {
            taken(document, old)
                    .ifPresent(other -> problems.add(
                            document.nameAt(),
                            PATH,
                            other.id().kind() + "/" + old + " is declared too, in " + other.nameAt()
                                    + "; what is there belongs to one of them: keep one, or leave movedFrom out"));
            names.put(document.id(), old);
        }
    }

    /** Another that is, or was, of this name. */
    private Optional<Document> taken(Document document, String old) {
        return source.documents().stream()
                .filter(other -> !other.id().equals(document.id())
                        && other.kind().name().equals(document.kind().name()))
                .filter(other -> other.movedFrom().orElse(other.name()).equals(old))
                .findFirst();
    }

    private Document refer(Document document) {
        if (names.isEmpty()) {
            return document;
        }
        Node spec = document.kind()
                .shape()
                .visit(
                        document.spec(),
                        Document.SPEC,
                        (target, path, written) -> written.text(reference(target, written.text())));
        return document.spec((Node.Fields) spec);
    }

    private String reference(Target target, String text) {
        if (target.qualified()) {
            return DeclarationId.parse(text)
                    .filter(names::containsKey)
                    .map(id -> id.kind() + "/" + names.get(id))
                    .orElse(text);
        }
        return target.kinds().stream()
                .flatMap(kind -> Optional.ofNullable(names.get(DeclarationId.of(kind, text))).stream())
                .findFirst()
                .orElse(text);
    }

    /**
     * The folder of each environment by the environment's identity: the name that it had when it was made, as its document
     * says, and else the folder's own. A name that another folder has is not taken from it.
     *
     * @param movedFrom by folder
     */
    static Map<String, String> folders(List<String> folders, Map<String, String> movedFrom) {
        Map<String, String> byIdentity = new LinkedHashMap<>();
        for (String folder : folders) {
            String old = movedFrom.getOrDefault(folder, folder);
            boolean free = !folders.contains(old) && !byIdentity.containsKey(old);
            byIdentity.put(free ? old : folder, folder);
        }
        return byIdentity;
    }
}
