package io.kinexus.operator.api;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;

/**
 * Who calls.
 *
 * @param name as the journal names it
 * @param role the highest that it has; empty for one that has none
 * @param environments those that it sees and acts on; empty: all
 */
public record Caller(String name, String role, Set<String> environments) implements Principal {
    public Caller {
        environments = Set.copyOf(environments);
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether it sees this environment. */
    public boolean sees(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }

    public boolean seesAll() {
        return environments.isEmpty();
    }

    /** @throws IllegalStateException for an endpoint that lets nobody in particular in */
    static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody is signed in");
    }
}
