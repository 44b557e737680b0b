package io.kinexus.operator.forge;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where statuses go.
 *
 * @param api its base, such as {@code https://api.github.com} or {@code https://gitlab.com/api/v4}
 * @param project {@code OWNER/NAME}, or with more groups on GitLab
 * @param token read anew for every request
 * @param page where people see more; empty to name none
 */
public record ForgeSettings(Kind kind, URI api, String project, Supplier<Optional<String>> token, Optional<URI> page) {
    /** Whose API it is. */
    public enum Kind {
        GITHUB,
        GITLAB
    }

    /** The usual base of a host's API. */
    public static URI usual(Kind kind, String host) {
        if (kind == Kind.GITLAB) {
            return URI.create("https://" + host + "/api/v4");
        }
        return URI.create(host.equals("github.com") ? "https://api.github.com" : "https://" + host + "/api/v3");
    }
}
