package io.kinexus.operator.core.resource;

/** A declaration as people refer to it: {@code service/kinexus-api}, {@code load-balancer/kinexus-production}. */
public record DeclarationId(KindName kind, String name) implements Comparable<DeclarationId> {

    public static DeclarationId of(String kind, String name) {
        return new DeclarationId(new KindName(kind), name);
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
