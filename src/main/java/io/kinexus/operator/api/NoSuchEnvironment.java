package io.kinexus.operator.api;

import java.util.Collection;

/** No environment is called so. */
public final class NoSuchEnvironment extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchEnvironment(String name, Collection<String> known) {
        super("no environment is called " + name + "; there are: " + String.join(", ", known));
    }
}
