package io.kinexus.operator.core.resource;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One resource's output used in another's value, as data: {@code ${vpc/main.vpcId}}. References give the graph its edges;
 * the engine replaces them, so that a kind never sees one. The output is what follows the last dot.
 */
public record Reference(KindName kind, String name, String output) implements Comparable<Reference> {
    static final Pattern FORM =
            Pattern.compile("\\$\\{([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/([^{}$]+)\\.([A-Za-z][A-Za-z0-9]*)}");

    private static final Comparator<Reference> ORDER =
            Comparator.comparing(Reference::kind).thenComparing(Reference::name).thenComparing(Reference::output);

    public static Reference to(ResourceId id, String output) {
        return new Reference(id.kind(), id.name(), output);
    }

    static Reference from(Matcher match) {
        return new Reference(new KindName(match.group(1)), match.group(2), match.group(3));
    }

    public ResourceId in(String environment) {
        return new ResourceId(environment, kind, name);
    }

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }

    /** The text that stands for it in a spec. */
    @Override
    public String toString() {
        return "${" + kind + "/" + name + "." + output + "}";
    }
}
