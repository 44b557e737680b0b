package io.kinexus.operator.kind.replicationgroup;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a group's AUTH token is. AWS tells neither the token nor which one it is, only when it was last changed: a tag of ours
 * says which version of the secret was asked for, and when. What AWS has changed since then has been done.
 *
 * @param enabled whether clients have to sign in
 * @param version of the secret; empty when none is known
 * @param rotating whether the token before this one is still good
 */
record AuthState(boolean enabled, Optional<String> version, boolean rotating) {
    static final String TAG = "kinexus:auth-token";
    static final String ROTATE = "ROTATE";
    static final String SET = "SET";
    private static final int PARTS = 3;

    static final AuthState NONE = new AuthState(false, Optional.empty(), false);

    /** What the tag says of a request. */
    static String asked(String version, String strategy, Instant at) {
        return version + " " + strategy + " " + at;
    }

    /**
     * @param tag as {@link #asked} writes it
     * @param modified when AWS last changed the token; empty where it does not say
     */
    static AuthState of(boolean enabled, Optional<String> tag, Optional<Instant> modified) {
        String[] parts = tag.orElse("").split(" ");
        if (!enabled || parts.length != PARTS) {
            return new AuthState(enabled, Optional.empty(), false);
        }
        boolean done = !modified.orElse(Instant.EPOCH).isBefore(Instant.parse(parts[2]));
        boolean set = parts[1].equals(SET);
        return set || done
                ? new AuthState(true, Optional.of(parts[0]), !(set && done))
                : new AuthState(true, Optional.empty(), false);
    }
}
