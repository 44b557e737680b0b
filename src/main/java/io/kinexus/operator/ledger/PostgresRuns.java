package io.kinexus.operator.ledger;

import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Runs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** One row a turn that did or found something. */
public final class PostgresRuns implements Runs {
    private static final String RECORD = """
        insert into run (environment, revision, cause, at, took_millis, result, plan, lines, problems)
        values (:environment, :revision, :cause, :at, :took, :result, :plan, cast(:lines as jsonb), cast(:problems as jsonb))
        """;
    private static final String LATEST =
            "select * from run where environment = :environment order by id desc limit :most";

    private final Jdbi jdbi;
    private final Fences fences;

    public PostgresRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.fences = new Fences(jdbi);
    }

    @Override
    public void record(Lease lease, Run run) {
        fences.write(lease, handle -> handle.createUpdate(RECORD)
                .bind("environment", run.environment())
                .bind("revision", run.commit())
                .bind("cause", run.cause())
                .bind("at", run.at().atOffset(ZoneOffset.UTC))
                .bind("took", run.took().toMillis())
                .bind("result", run.result())
                .bind("plan", run.plan())
                .bind("lines", Json.write(run.lines()))
                .bind("problems", Json.write(run.problems()))
                .execute());
    }

    @Override
    public List<Run> latest(String environment, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(LATEST)
                .bind("environment", environment)
                .bind("most", most)
                .map(PostgresRuns::run)
                .list());
    }

    private static Run run(ResultSet row, StatementContext context) throws SQLException {
        return new Run(
                row.getString("environment"),
                row.getString("revision"),
                row.getString("cause"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("took_millis")),
                row.getString("result"),
                row.getString("plan"),
                Json.list(row.getString("lines"), Run.Line.class),
                Json.list(row.getString("problems"), String.class));
    }
}
