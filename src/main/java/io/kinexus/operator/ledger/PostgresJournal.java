package io.kinexus.operator.ledger;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Settled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** One row an intent; settling fills its last columns. */
public final class PostgresJournal implements Journal {
    private static final String INTEND = """
        insert into intent (environment, token, resource, action, because, changes, revision, plan, fence, at)
        values (:environment, :token, :resource, :action, :because, cast(:changes as jsonb), :revision, :plan, :fence, :at)
        """;
    private static final String SETTLE = """
        update intent set result = :result, message = :message, settled_at = :at
         where environment = :environment and token = :token and result is null
        """;
    private static final String OPEN =
            "select * from intent where environment = :environment and result is null order by id";
    private static final String NEWEST =
            "select * from intent where environment = :environment order by id desc limit :most";

    private final Jdbi jdbi;
    private final Fences fences;

    public PostgresJournal(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.fences = new Fences(jdbi);
    }

    @Override
    public void intend(Lease lease, Intent intent) {
        if (intent.fence() != lease.fence()) {
            throw new LeaseLost(lease);
        }
        fences.write(lease, handle -> handle.createUpdate(INTEND)
                .bind("environment", lease.environment())
                .bind("token", intent.token())
                .bind("resource", intent.resource().toString())
                .bind("action", intent.action())
                .bind("because", intent.because())
                .bind("changes", Json.write(intent.changes()))
                .bind("revision", intent.commit())
                .bind("plan", intent.plan())
                .bind("fence", intent.fence())
                .bind("at", intent.at().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public void settle(Lease lease, String token, Settled settled) {
        fences.write(lease, handle -> handle.createUpdate(SETTLE)
                .bind("environment", lease.environment())
                .bind("token", token)
                .bind("result", settled.result())
                .bind("message", settled.message())
                .bind("at", settled.at().atOffset(ZoneOffset.UTC))
                .execute());
    }

    @Override
    public List<Intent> open(String environment) {
        return jdbi.withHandle(handle -> handle.createQuery(OPEN)
                .bind("environment", environment)
                .map(PostgresJournal::entry)
                .map(JournalEntry::intent)
                .list());
    }

    @Override
    public List<JournalEntry> entries(String environment, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST)
                .bind("environment", environment)
                .bind("most", most)
                .map(PostgresJournal::entry)
                .list());
    }

    private static JournalEntry entry(ResultSet row, StatementContext context) throws SQLException {
        Intent intent = new Intent(
                row.getString("token"),
                ResourceId.parse(row.getString("resource")),
                row.getString("action"),
                row.getString("because"),
                Json.list(row.getString("changes"), FieldChange.class),
                row.getString("revision"),
                row.getString("plan"),
                row.getLong("fence"),
                instant(row, "at"));
        if (row.getString("result") == null) {
            return new JournalEntry(intent, Optional.empty());
        }
        return new JournalEntry(
                intent,
                Optional.of(
                        new Settled(row.getString("result"), row.getString("message"), instant(row, "settled_at"))));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
