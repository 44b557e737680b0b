package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether every reference of an environment leads somewhere, and none leads round. */
final class ReferenceCheck {
    private final Kinds kinds;
    private final Problems problems;
    private final SortedMap<DeclarationId, Document> documents = new TreeMap<>();
    private final SortedMap<DeclarationId, SortedSet<DeclarationId>> all = new TreeMap<>();
    private final SortedMap<DeclarationId, SortedSet<DeclarationId>> edges = new TreeMap<>();
    private final List<Found> found = new ArrayList<>();

    private record Found(DeclarationId from, DeclarationId to, Mention mention) {}

    ReferenceCheck(List<Document> documents, Kinds kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
        documents.forEach(document -> this.documents.put(document.id(), document));
    }

    /** The declarations that each one names, whether or not they must be there first. */
    SortedMap<DeclarationId, SortedSet<DeclarationId>> check() {
        documents.values().forEach(this::look);
        Circles.in(edges).forEach(this::say);
        return all;
    }

    private void look(Document document) {
        Set<DeclarationId> declared = documents.keySet();
        document.kind().shape().visit(document.spec(), Document.SPEC, (target, path, written) -> {
            Mention mention = new Mention(target, path, written);
            Optional<DeclarationId> to = mention.resolved(kinds, declared);
            if (to.isPresent()) {
                note(document.id(), to.get(), mention);
            } else {
                problems.add(
                        written.at(),
                        path,
                        problems.many() ? "there is no such declaration here" : mention.dangling(kinds, declared));
            }
            return written;
        });
    }

    private void note(DeclarationId from, DeclarationId to, Mention mention) {
        all.computeIfAbsent(from, id -> new TreeSet<>()).add(to);
        if (mention.target().edge()) {
            edges.computeIfAbsent(from, id -> new TreeSet<>()).add(to);
            found.add(new Found(from, to, mention));
        }
    }

    private void say(List<DeclarationId> circle) {
        DeclarationId next = circle.get(1 % circle.size());
        Mention first = found.stream()
                .filter(one -> one.from().equals(circle.get(0)) && one.to().equals(next))
                .findFirst()
                .orElseThrow()
                .mention();
        String text = circle.stream().map(DeclarationId::toString).collect(Collectors.joining(" -> "));
        problems.add(
                first.written().at(),
                first.path(),
                "goes round: " + text + " -> " + circle.get(0) + "; break one of these references");
    }
}
