package io.kinexus.operator.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What was asked for over the API, and by whom. Written before it is done; times are the loop's own. */
public final class PostgresActs {
    private static final String INSERT =
            "insert into act (environment, action, who, at) values (:environment, :action, :who, :at)";
    private static final String NEWEST =
            "select action, who, at from act where environment = :environment order by id desc limit :most";

    /** One call. */
    public record Act(String action, String who, Instant at) {}

    private final Jdbi jdbi;

    public PostgresActs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void add(String environment, String action, String who, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("environment", environment)
                .bind("action", action)
                .bind("who", who)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Newest first. */
    public List<Act> newest(String environment, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST)
                .bind("environment", environment)
                .bind("most", most)
                .map((row, context) -> new Act(
                        row.getString("action"),
                        row.getString("who"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
    }
}
