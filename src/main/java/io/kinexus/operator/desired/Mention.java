package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.DeclarationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One reference as it is written in a document. */
record Mention(Target target, String path, Node.Scalar written) {

    /** The declarations that it can mean; none when it is not in the form of a reference. */
    List<DeclarationId> candidates(Kinds kinds) {
        if (!target.qualified()) {
            return target.kinds().stream()
                    .map(kind -> DeclarationId.of(kind, written.text()))
                    .toList();
        }
        return qualified(kinds, written.text()).filter(id -> target.fits(id.kind())).stream()
                .toList();
    }

    /** What it points to, when that is declared. */
    Optional<DeclarationId> resolved(Kinds kinds, Set<DeclarationId> declared) {
        return candidates(kinds).stream().filter(declared::contains).findFirst();
    }

    /** Why it points nowhere. */
    String dangling(Kinds kinds, Set<DeclarationId> declared) {
        List<String> fitting = declared.stream()
                .filter(id -> target.fits(id.kind()))
                .map(id -> target.qualified() ? id.toString() : id.name())
                .toList();
        if (candidates(kinds).isEmpty()) {
            return '"' + Words.shortened(written.text())
                    + "\" is no reference; must be kind/name with one of these kinds: "
                    + (target.kinds().isEmpty() ? Words.list(kinds.names()) : Words.list(target.kinds()));
        }
        String what = candidates(kinds).stream().map(DeclarationId::toString).collect(Collectors.joining(" or "));
        return "there is no " + Words.shortened(what) + " in this environment" + Words.instead(written.text(), fitting);
    }

    /** {@code kind/name} of a kind that exists. */
    static Optional<DeclarationId> qualified(Kinds kinds, String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash == text.length() - 1) {
            return Optional.empty();
        }
        return kinds.named(text.substring(0, slash))
                .map(kind -> new DeclarationId(kind.name(), text.substring(slash + 1)));
    }
}
