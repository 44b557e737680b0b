package io.kinexus.operator.ledger;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a PostgreSQL database is, and who asks: written {@code postgresql://user:password@host:5432/database?option=value},
 * with or without {@code jdbc:} before it. Its text leaves the password out.
 */
public record DatabaseUrl(String jdbc, Optional<String> user, Optional<String> password) {
    private static final String JDBC = "jdbc:";

    /** @throws IllegalArgumentException when it is not such a URL; the message does not repeat it */
    public static DatabaseUrl parse(String text) {
        URI uri = uri(text.startsWith(JDBC) ? text.substring(JDBC.length()) : text);
        boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!postgres || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "not a database URL; allowed is postgresql://user:password@host:5432/database");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Optional<String[]> who = Optional.ofNullable(uri.getRawUserInfo()).map(words -> words.split(":", 2));
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                who.map(words -> decoded(words[0])),
                who.filter(words -> words.length > 1).map(words -> decoded(words[1])));
    }

    /** As it would be written, without the password. */
    public String plain() {
        return user.map(who -> jdbc.substring(JDBC.length()).replaceFirst("//", "//" + who + "@"))
                .orElse(jdbc.substring(JDBC.length()));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notEvenAUri) {
            throw new IllegalArgumentException(
                    "not a database URL; reserved characters in user and password are written percent-encoded");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbc.replaceFirst("\\?.*", "");
    }
}
