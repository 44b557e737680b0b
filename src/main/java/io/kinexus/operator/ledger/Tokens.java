package io.kinexus.operator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Bearer tokens by their SHA-256: the words themselves are nowhere kept. */
public final class Tokens {
    private static final String PUT = """
        insert into token (sha256, name, role) values (:sha256, :name, :role)
        on conflict (name) do update set sha256 = excluded.sha256, role = excluded.role, at = now()
        """;

    private final Jdbi jdbi;

    public Tokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Who a token stands for. */
    public record Holder(String name, String role) {}

    private record Row(String sha256, Holder holder) {}

    /** In place of an earlier token of the same name. */
    public void put(String name, String role, String token) {
        jdbi.useHandle(handle -> handle.createUpdate(PUT)
                .bind("sha256", sha256(token))
                .bind("name", name)
                .bind("role", role)
                .execute());
    }

    /** Compares with every token there is, each in constant time. */
    public Optional<Holder> holder(String token) {
        String asked = sha256(token);
        return jdbi
                .withHandle(handle -> handle.createQuery("select sha256, name, role from token")
                        .map((row, context) -> new Row(
                                row.getString("sha256"), new Holder(row.getString("name"), row.getString("role"))))
                        .list())
                .stream()
                .filter(row -> same(row.sha256(), asked))
                .map(Row::holder)
                .reduce((first, second) -> first);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
