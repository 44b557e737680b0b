package io.kinexus.operator.core.resource;

import java.util.Optional;

/** A declaration as people refer to it: {@code service/kinexus-api}, {@code load-balancer/kinexus-production}. */
public record DeclarationId(KindName kind, String name) implements Comparable<DeclarationId> {

    public static DeclarationId of(String kind, String name) {
        return new DeclarationId(new KindName(kind), name);
    }

    /** Reads {@code kind/name}; empty for text of another form. */
    public static Optional<DeclarationId> parse(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && slash < text.length() - 1 && KindName.is(text.substring(0, slash))
                ? Optional.of(of(text.substring(0, slash), text.substring(slash + 1)))
                : Optional.empty();
    }

    @Override
    public int compareTo(DeclarationId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
