package io.kinexus.operator.api;

import java.util.Collection;
import java.util.List;

/** No environment is called so. */
public final class NoSuchEnvironment extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<String> known;

    public NoSuchEnvironment(String name, Collection<String> known) {
        super("no environment is called " + name + "; there are: " + String.join(", ", known));
        this.name = name;
        this.known = List.copyOf(known);
    }

    /** The same without the names that the caller does not see. */
    NoSuchEnvironment to(Caller caller) {
        return new NoSuchEnvironment(
                name, known.stream().filter(caller::sees).sorted().toList());
    }
}
