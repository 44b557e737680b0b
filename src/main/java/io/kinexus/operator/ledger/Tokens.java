package io.kinexus.operator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Bearer tokens by the SHA-256 of their words: the words themselves are nowhere kept. Each question is asked of the database,
 * and the time is the database's own, so that a token that is revoked or has expired is unknown at once to every replica.
 */
public final class Tokens {
    private static final String LIVE = "revoked_at is null and (expires_at is null or expires_at > now())";
    private static final String INSERT = """
        insert into token (id, sha256, name, role, environments, created_by, expires_at)
        values (:id, :sha256, :name, :role, :environments, :by, now() + make_interval(secs => :seconds))
        """;
    private static final String START_UP = """
        insert into token (id, sha256, name, role, environments, created_by)
        values (:id, :sha256, :id, :role, '{}', :id)
        on conflict (id) do update
           set sha256 = excluded.sha256, role = excluded.role, created_at = now(), revoked_at = null, revoked_by = null
        """;
    private static final String FIRST = """
        insert into token (id, sha256, name, role, environments, created_by)
        select :id, :sha256, :id, :role, '{}', :id
         where not exists (select 1 from token where role = :role and environments = '{}' and LIVE)
        on conflict (id) do update
           set sha256 = excluded.sha256, created_at = now(), revoked_at = null, revoked_by = null
         where token.revoked_at is not null
        """.replace("LIVE", LIVE);
    private static final String CANDIDATES = "select * from token where (id = :id or expires_at is null) and " + LIVE;
    private static final String USED = """
        update token set last_used_at = now()
         where id = :id and (last_used_at is null or last_used_at < now() - interval '5 minutes')
        """;
    private static final String REVOKE = """
        update token set revoked_at = now(), revoked_by = :by where id = :id and revoked_at is null
        """;

    /** A token and the hash of its word. */
    private record Row(String sha256, Token token) {}

    /** A token that has just been made: the only time that its word is seen. */
    public record Made(String word, Token token) {}

    private final Jdbi jdbi;

    public Tokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A new one with an end.
     *
     * @param name empty: it is called by its id
     * @param environments empty: all
     */
    public Made create(Optional<String> name, String role, List<String> environments, Duration life, String by) {
        String word = TokenWord.random();
        String id = TokenWord.id(word).orElseThrow();
        jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("sha256", TokenWord.sha256(word))
                .bind("name", name.orElse(id))
                .bind("role", role)
                .bindArray("environments", String.class, environments.toArray())
                .bind("by", by)
                .bind("seconds", life.toSeconds())
                .execute());
        return new Made(word, find(id).orElseThrow());
    }

    /** The token that a start brings along, in place of the one that an earlier start brought under this id. */
    public void startUp(String id, String role, String word) {
        jdbi.useHandle(handle -> handle.createUpdate(START_UP)
                .bind("id", id)
                .bind("sha256", TokenWord.sha256(word))
                .bind("role", role)
                .execute());
    }

    /** Makes it only where no live token has this role for all environments; of several replicas, one does. */
    public boolean first(String id, String role, String word) {
        return jdbi.withHandle(handle -> handle.createUpdate(FIRST)
                        .bind("id", id)
                        .bind("sha256", TokenWord.sha256(word))
                        .bind("role", role)
                        .execute())
                > 0;
    }

    /** As if it had never been. */
    public void forget(String id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from token where id = :id")
                .bind("id", id)
                .execute());
    }

    /** Newest first, with those that are revoked or have expired. */
    public List<Token> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from token order by created_at desc, id")
                .map(Tokens::row)
                .map(Row::token)
                .list());
    }

    public Optional<Token> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from token where id = :id")
                .bind("id", id)
                .map(Tokens::row)
                .map(Row::token)
                .findFirst());
    }

    /** Does nothing to a token that is revoked already, or that does not exist. */
    public void revoke(String id, String by) {
        jdbi.useHandle(handle ->
                handle.createUpdate(REVOKE).bind("id", id).bind("by", by).execute());
    }

    /** Who comes with this word; compared in constant time with the token that it says it is. */
    public Optional<Token> holder(String word) {
        String asked = TokenWord.sha256(word);
        Optional<Token> holder = candidates(word).stream()
                .filter(row -> same(row.sha256(), asked))
                .map(Row::token)
                .reduce((first, second) -> first);
        holder.ifPresent(token -> jdbi.useHandle(
                handle -> handle.createUpdate(USED).bind("id", token.id()).execute()));
        return holder;
    }

    /** The one whose id the word bears, and the few that a start brought along, which may be of any form and have no end. */
    private List<Row> candidates(String word) {
        return jdbi.withHandle(handle -> handle.createQuery(CANDIDATES)
                .bind("id", TokenWord.id(word).orElse(""))
                .map(Tokens::row)
                .list());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getString("sha256"),
                new Token(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("role"),
                        List.of((String[]) row.getArray("environments").getArray()),
                        row.getString("created_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "expires_at"),
                        instant(row, "last_used_at"),
                        instant(row, "revoked_at")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
