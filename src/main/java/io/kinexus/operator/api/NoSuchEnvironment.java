package io.kinexus.operator.api;

import java.util.Collection;

/** No environment is called so. */
public final class NoSuchEnvironment extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public NoSuchEnvironment(String name, Collection<String> known) {
        super("no environment is called " + name + "; there are: " + String.join(", ", known));
        this.name = name;
    }

    /** The same for a caller who sees some environments only: it does not learn what others there are. */
    String to(Caller caller) {
        if (caller.mayEverywhere(Role.VIEWER)) {
            return String.valueOf(getMessage());
        }
        return "no environment is called " + name + ", or the token does not see it";
    }
}
