package io.kinexus.operator.api;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls.
 *
 * @param name as the journal names it
 * @param grants what it may do, taken together; none: nothing
 */
public record Caller(String name, Set<Grant> grants) implements Principal {
    /**
     * A role in some environments.
     *
     * @param environments empty: all
     */
    public record Grant(String role, Set<String> environments) {
        public Grant {
            environments = Set.copyOf(environments);
        }

        private boolean covers(String environment) {
            return environments.isEmpty() || environments.contains(environment);
        }
    }

    public Caller {
        grants = Set.copyOf(grants);
    }

    /** With one role. */
    public static Caller of(String name, String role, Collection<String> environments) {
        return new Caller(name, Set.of(new Grant(role, Set.copyOf(environments))));
    }

    @Override
    public String getName() {
        return name;
    }

    /** The highest role that it has anywhere; empty when it has none. */
    public Optional<String> role() {
        return grants.stream().map(Grant::role).max(Comparator.comparing(role -> Role.upTo(role)
                .size()));
    }

    /** Whether it sees this environment. */
    public boolean sees(String environment) {
        return grants.stream().anyMatch(grant -> grant.covers(environment));
    }

    /** Whether it has this role, or a higher one, in this environment. */
    public boolean may(String role, String environment) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.covers(environment) && Role.upTo(grant.role()).contains(role));
    }

    /** Whether it has this role, or a higher one, in all environments. */
    public boolean mayEverywhere(String role) {
        return grants.stream()
                .anyMatch(grant -> grant.environments().isEmpty()
                        && Role.upTo(grant.role()).contains(role));
    }

    /** @throws IllegalStateException where nobody in particular is let in */
    static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody is signed in");
    }
}
