package io.kinexus.operator.kind.secret;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.Optional;

/**
 * One secret. Its value is made once, when the secret is created, and is no part of what is wanted.
 *
 * @param name at most 512 characters of letters, digits and {@code /_+=.@-}
 * @param generate what to make; empty for a secret that a person sets
 * @param rotation how it changes by itself; empty when it does not
 */
public record SecretSpec(String name, Optional<Generate> generate, Optional<Rotation> rotation) implements Spec {
    /** One that stays as it was made. */
    public SecretSpec(String name, Optional<Generate> generate) {
        this(name, generate, Optional.empty());
    }

    /**
     * With a user name the value is JSON with {@code username} and {@code password}; without one it is the password alone.
     *
     * @param length characters of the password, of letters and digits
     */
    public record Generate(Optional<String> username, int length) {}

    /**
     * @param every how old a password gets
     * @param users 1: the user's own password changes; 2: a second user takes turns with the first, so that the one before
     *     stays valid until the next turn
     * @param instance the DB instance whose master user the secret holds; empty where the value is all there is to change
     */
    public record Rotation(Duration every, int users, Optional<String> instance) {}
}
