package io.kinexus.operator.kind.secret;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One secret. Its value is made once, when the secret is created, and is no part of what is wanted.
 *
 * @param name at most 512 characters of letters, digits and {@code /_+=.@-}
 * @param generate what to make; empty for a secret that a person sets
 */
public record SecretSpec(String name, Optional<Generate> generate) implements Spec {
    /**
     * With a user name the value is JSON with {@code username} and {@code password}; without one it is the password alone.
     *
     * @param length characters of the password, of letters and digits
     */
    public record Generate(Optional<String> username, int length) {}
}
