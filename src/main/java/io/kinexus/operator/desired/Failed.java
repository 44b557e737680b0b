package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of one document that did not bind and stand at what they are when left out, so that its blueprint can still say
 * what else is wrong. What it says about those very fields is no mistake of the person's, and nothing is ever expanded from
 * such a document.
 */
final class Failed {
    private final Set<String> paths = new HashSet<>();

    void add(String path) {
        paths.add(path);
    }

    boolean none() {
        return paths.isEmpty();
    }

    /** Whether a flaw may only be there because a field could not be bound. */
    boolean explains(Flaw flaw) {
        return paths.stream().anyMatch(path -> touches(path, flaw.path()) || names(flaw.message(), path));
    }

    /** Whether it may only be there because another declaration, one of these, could not be bound as it is meant. */
    static boolean speaksOf(Set<DeclarationId> others, Flaw flaw) {
        return others.stream()
                .anyMatch(other -> flaw.message().contains(other.name())
                        || flaw.message().contains(other.kind().value()));
    }

    private static boolean touches(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static boolean names(String message, String path) {
        String key = path.substring(path.lastIndexOf('.') + 1);
        return Pattern.compile("\\b" + Pattern.quote(key) + "\\b")
                .matcher(message)
                .find();
    }
}
