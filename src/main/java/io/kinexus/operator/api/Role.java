package io.kinexus.operator.api;

import java.util.List;
import java.util.Set;

/** Who may do what; each role may also do what the ones before it may. */
public final class Role {
    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String ADMIN = "admin";

    private static final List<String> RISING = List.of(VIEWER, OPERATOR, ADMIN);

    private Role() {}

    /** The role itself and those below it; none for a word that is no role. */
    public static Set<String> upTo(String role) {
        return Set.copyOf(RISING.subList(0, RISING.indexOf(role) + 1));
    }
}
