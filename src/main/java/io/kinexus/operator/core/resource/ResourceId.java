package io.kinexus.operator.core.resource;

import java.util.Comparator;

/**
 * Our name for one resource, never an ARN. Its text is {@code environment/kind/name} and splits at its first two
 * slashes, since a name may contain more: {@code production/secret/kinexus/production/database}.
 */
public record ResourceId(String environment, KindName kind, String name) implements Comparable<ResourceId> {
    private static final Comparator<ResourceId> ORDER = Comparator.comparing(ResourceId::environment)
            .thenComparing(ResourceId::kind)
            .thenComparing(ResourceId::name);

    public ResourceId {
        if (environment.isEmpty() || environment.contains("/") || name.isEmpty()) {
            throw new IllegalArgumentException("not a resource id: " + environment + "/" + kind + "/" + name);
        }
    }

    public static ResourceId of(String environment, String kind, String name) {
        return new ResourceId(environment, new KindName(kind), name);
    }

    /** @throws IllegalArgumentException when the text has fewer than two slashes */
    public static ResourceId parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("not a resource id: " + text);
        }
        return of(parts[0], parts[1], parts[2]);
    }

    /** {@code kind/name}: the value of the ownership tag, and how references name it. */
    public String local() {
        return kind + "/" + name;
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return environment + "/" + local();
    }
}
